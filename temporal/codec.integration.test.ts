import { createTestNamespace, type TestNamespace } from '#testkit/temporal-namespace';
import proto from '@temporalio/proto';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { testStack } from '#testkit/stack';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDataConverter } from './codec.ts';

const canary = 'canary-4711';
const passphrase = 'a passphrase of at least 32 characters';

describe('what the engine stores', () => {
  let namespace: TestNamespace;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
    namespace = await createTestNamespace(createDataConverter(passphrase));
  });

  test('arguments, results, memo, summaries, details, signals and failures hold no plain text', async () => {
    const connection = await NativeConnection.connect({ address: testStack().temporalAddress });
    const worker = await Worker.create({
      connection,
      namespace: namespace.name,
      taskQueue: 'canary',
      workflowsPath: fileURLToPath(new URL('../testkit/fixtures/canary.workflow.ts', import.meta.url)),
      dataConverter: createDataConverter(passphrase),
      activities: { echo: (text: string) => Promise.resolve(text) },
    });
    const result = await worker.runUntil(async () => {
      const handle = await namespace.client.workflow.start('canaryWorkflow', {
        workflowId: 'canary-workflow',
        taskQueue: 'canary',
        args: [canary],
        memo: { note: canary },
        staticSummary: canary,
        staticDetails: canary,
      });
      await handle.signal('go', canary);
      return handle.result() as Promise<string>;
    });
    await connection.close();
    expect(result).toBe(canary);

    const execution = { workflowId: 'canary-workflow' };
    const { history } = await namespace.connection.workflowService.getWorkflowExecutionHistory({
      namespace: namespace.name,
      execution,
    });
    const described = await namespace.connection.workflowService.describeWorkflowExecution({
      namespace: namespace.name,
      execution,
    });
    const api = proto.temporal.api;
    const raw = [
      api.history.v1.History.encode(history ?? {}).finish(),
      api.workflowservice.v1.DescribeWorkflowExecutionResponse.encode(described).finish(),
    ].map((bytes) => Buffer.from(bytes).toString('latin1'));
    expect(raw.join()).toContain('canaryWorkflow');
    expect(raw.join()).toContain('binary/encrypted');
    expect(raw.join()).not.toContain(canary);
    expect(described.workflowExecutionInfo?.memo?.fields?.['note']?.metadata?.['encryption-key-id']).toBeDefined();
    const timer = history?.events?.find((event) => event.timerStartedEventAttributes);
    expect(timer?.userMetadata?.summary?.metadata?.['encryption-key-id']).toBeDefined();
    expect((await namespace.client.workflow.getHandle('canary-workflow').describe()).memo).toEqual({ note: canary });
  });
});
