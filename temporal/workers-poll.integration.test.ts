import { startFaultProxy } from '#testkit/fault-proxy';
import { testStack } from '#testkit/stack';
import { createTestNamespace, type TestNamespace } from '#testkit/temporal-namespace';
import { beforeAll, expect, test, vi } from 'vitest';
import { connectTemporal, createTemporalClient } from './connection.ts';
import { taskQueues } from './task-queues.ts';
import { workersPoll } from './workers-poll.ts';

let namespace: TestNamespace;
beforeAll(async () => {
  namespace = await createTestNamespace();
});

/** Ask for workflow tasks as a worker does, for as short as the engine lets. */
const poll = (taskQueue: string) =>
  namespace.connection
    .withDeadline(Date.now() + 2_500, () =>
      namespace.connection.workflowService.pollWorkflowTaskQueue({
        namespace: namespace.name,
        taskQueue: { name: taskQueue },
        identity: 'worker',
      }),
    )
    .catch(() => undefined);

test('workers poll if one asked for tasks of tickets in the last minute', async () => {
  const { client } = namespace;
  expect(await workersPoll(client)).toBe(false);
  await poll('another');
  expect(await workersPoll(client)).toBe(false);
  await poll(taskQueues.tickets);
  expect(await workersPoll(client)).toBe(true);

  const now = Date.now.bind(Date);
  const later = (ms: number) => vi.spyOn(Date, 'now').mockImplementation(() => now() + ms);
  const clock = later(60_000);
  expect(await workersPoll(client)).toBe(true);
  clock.mockRestore();
  const muchLater = later(75_000);
  expect(await workersPoll(client)).toBe(false);
  muchLater.mockRestore();
});

test('an engine that is silent has two seconds', async () => {
  const proxy = await startFaultProxy({ to: testStack().temporalAddress });
  const connection = connectTemporal({ address: proxy.address, namespace: namespace.name });
  const client = createTemporalClient(connection, namespace.name, {});
  expect(await workersPoll(client)).toBe(true);
  proxy.halfOpen();
  const before = performance.now();
  await expect(workersPoll(client)).rejects.toThrow();
  expect(performance.now() - before).toBeLessThan(3_000);
  await connection.close();
});
