import { logInMemory } from '#testkit/log-in-memory';
import { testStack } from '#testkit/stack';
import { createTestNamespace } from '#testkit/temporal-namespace';
import { NativeConnection, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { installTemporalRuntime } from './install-runtime.ts';

test('what workflows and activities log reaches our log with the workflow’s id', async () => {
  const { logger, lines } = logInMemory();
  installTemporalRuntime({ logger });
  const { name: namespace, client } = await createTestNamespace();
  const connection = await NativeConnection.connect({ address: testStack().temporalAddress });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: 'log',
    workflowsPath: fileURLToPath(new URL('./fixtures/say.workflow.ts', import.meta.url)),
    activities: { refuse: () => Promise.reject(new Error('no')) },
  });
  await worker.runUntil(client.workflow.execute('sayWorkflow', { workflowId: 'ticket-7', taskQueue: 'log' }));
  await connection.close();

  const said = lines();
  expect(said.find(({ msg }) => msg === 'The workflow speaks.')).toMatchObject({
    level: 'info',
    workflowId: 'ticket-7',
    workflowType: 'sayWorkflow',
  });
  expect(said.find(({ msg }) => msg === 'Activity failed')).toMatchObject({
    level: 'warn',
    workflowId: 'ticket-7',
    activityType: 'refuse',
    err: { message: 'no' },
  });
});
