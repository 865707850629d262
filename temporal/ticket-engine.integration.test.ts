import { randomUUID } from 'node:crypto';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startFaultProxy } from '#testkit/fault-proxy';
import { testStack } from '#testkit/stack';
import { createTestNamespace, type TestNamespace } from '#testkit/temporal-namespace';
import { ticketWorkflowId, ticketWorkflowType } from '#workflows/ticket/ticket.messages';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDataConverter } from './codec.ts';
import { connectTemporal, createTemporalClient } from './connection.ts';
import { engineRefusedIt } from './engine-refused-it.ts';
import { taskQueues } from './task-queues.ts';
import { createTicketEngine, type TicketEngine } from './ticket-engine.ts';

const epoch = randomUUID();

describe('what tickets’ workflows are told', () => {
  let namespace: TestNamespace;
  let engine: TicketEngine;
  beforeAll(async () => {
    namespace = await createTestNamespace(createDataConverter('a passphrase of at least 32 characters'));
    engine = createTicketEngine(namespace.client);
  });

  const eventsOf = async (ticketId: string) => {
    const { events } = await namespace.client.workflow.getHandle(ticketWorkflowId(ticketId)).fetchHistory();
    return events ?? [];
  };
  const signalsOf = async (ticketId: string) =>
    (await eventsOf(ticketId)).flatMap((event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? []);

  test('the first news starts it, all later ones and nudges reach the one that runs', async () => {
    const ticketId = randomUUID();
    await Promise.all([1, 2, 3].map((seq) => engine.announce(ticketId, seq, epoch)));
    await engine.nudge(ticketId);
    const [{ workflowExecutionStartedEventAttributes: started } = {}] = await eventsOf(ticketId);
    expect(started?.workflowType?.name).toBe(ticketWorkflowType);
    expect(started?.taskQueue?.name).toBe(taskQueues.tickets);
    expect(await signalsOf(ticketId)).toEqual(['news', 'news', 'news', 'nudge']);
  });

  test('one that has ended is started again, by news and by a nudge', async () => {
    const ticketId = randomUUID();
    for (const tell of [() => engine.announce(ticketId, 1, epoch), () => engine.nudge(ticketId)]) {
      await tell();
      expect(await signalsOf(ticketId)).toHaveLength(1);
      await namespace.client.workflow.getHandle(ticketWorkflowId(ticketId)).terminate();
    }
  });

  test('an engine that is silent is given up within 2 s, and that is no refusal', async () => {
    const proxy = await startFaultProxy({ to: testStack().temporalAddress });
    const connection = connectTemporal({ address: proxy.address, namespace: namespace.name });
    atEndOfFile('connection', () => connection.close());
    const behind = createTicketEngine(createTemporalClient(connection, namespace.name, createDataConverter(epoch)));
    await behind.announce(randomUUID(), 1, epoch);
    proxy.halfOpen();
    const askedAt = performance.now();
    const error: unknown = await behind.announce(randomUUID(), 1, epoch).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(performance.now() - askedAt).toBeLessThan(2_500);
    expect(engineRefusedIt(error)).toBe(false);
  });

  test('what it will never take is told apart from a namespace that is not there', async () => {
    const tooLong: unknown = await engine.announce('x'.repeat(2_000), 1, epoch).catch((reason: unknown) => reason);
    expect(engineRefusedIt(tooLong)).toBe(true);
    const elsewhere = createTicketEngine(
      createTemporalClient(namespace.connection, 'no-such-namespace', createDataConverter(epoch)),
    );
    const unknown: unknown = await elsewhere.announce(randomUUID(), 1, epoch).catch((reason: unknown) => reason);
    expect(unknown).toBeInstanceOf(Error);
    expect(engineRefusedIt(unknown)).toBe(false);
  });
});
