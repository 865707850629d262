import { fileURLToPath } from 'node:url';
import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import { createSlaSweep } from '#jobs/sla-sweep';
import { createSweepFigures } from '#jobs/sla-sweep-figures';
import { setClockShift } from '#store/clock';
import { installTemporalRuntime } from '#temporal/install-runtime';
import { taskQueues } from '#temporal/task-queues';
import { createTicketEngine } from '#temporal/ticket-engine';
import { workersPoll } from '#temporal/workers-poll';
import { insertCustomer, insertPolicy } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import { logInMemory } from '#testkit/log-in-memory';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { countNondeterminism } from '#worker/count-nondeterminism';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { beforeAll, expect, test } from 'vitest';
import { fresh, news, ticketWorkflowId, ticketWorkflowType } from './ticket.messages.ts';

const within = { timeout: 20_000, interval: 100 };
const everyMs = 500;
const { logger, lines } = logInMemory();
const registry = new Registry();
let desk: TicketWorker;
let sweep: () => Promise<void>;
let otherCode: WorkflowBundleOption;

beforeAll(async () => {
  installTemporalRuntime({ logger, onNondeterminism: countNondeterminism({ registry }) });
  const workflowsPath = fileURLToPath(new URL('../../testkit/fixtures/other-ticket.workflow.ts', import.meta.url));
  otherCode = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  desk = await startTicketWorker();
  await insertPolicy(desk.pool, { body: { targets: { normal: { firstResponse: 1 } }, pauses: {}, warnAt: [] } });
  const engine = createTicketEngine(desk.client);
  sweep = createSlaSweep({
    ...{ pool: desk.pool, logger, everyMs, figures: createSweepFigures(registry) },
    workersPoll: () => workersPoll(desk.client),
    nudge: (ticketId) => engine.nudge(ticketId).then(() => 'accepted'),
  });
});

/** Opened while other code ran it; then ours is back, and half a minute has passed in which nothing moved. */
async function openUnderOtherCode(announce: (ticketId: string) => Promise<unknown>): Promise<string> {
  await setClockShift(desk.pool, 0);
  await desk.stopWorker();
  await desk.startWorker(otherCode);
  const customer = await insertCustomer(desk.pool);
  const untold = { deliverSoon: () => undefined };
  const { ticketId } = await openTicket(desk.context(customer, untold), buildOpenTicketInput(customer.id));
  await announce(ticketId);
  const length = async () => (await desk.handle(ticketId).describe()).historyLength;
  await expect.poll(length, within).toBeGreaterThan(4);
  await desk.stopWorker();
  await desk.startWorker();
  await setClockShift(desk.pool, 35_000);
  return ticketId;
}

const settled = (ticketId: string) =>
  expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });

test('a history that goes another way than the code ends, and the engine begins again from PostgreSQL', async () => {
  const { rows } = await desk.pool.query<{ epoch: string }>('SELECT database_epoch AS epoch FROM installation');
  const engine = createTicketEngine(desk.client);
  const ticketId = await openUnderOtherCode((id) => engine.announce(id, 1, rows[0]!.epoch));
  const { runId } = await desk.handle(ticketId).describe();
  await sweep();
  await expect.poll(() => readSlaRecords(desk.pool, ticketId), within).toMatchObject([{ metric: 'firstResponse' }]);
  const ended = await desk.client.workflow.getHandle(ticketWorkflowId(ticketId), runId).describe();
  expect(ended.status.name).toBe('FAILED');
  expect((await desk.handle(ticketId).describe()).status.name).toBe('RUNNING');
  const errors = () => lines().filter(({ level }) => level === 'error');
  await expect
    .poll(errors, within)
    .toMatchObject([
      { msg: 'An execution ended: its history goes another way than this code.' },
      { workflowId: ticketWorkflowId(ticketId), attempt: 2, reason: expect.stringContaining('TMPRL1100') as string },
    ]);
  expect(await registry.metrics()).toMatch(/^nixflow_engine_nondeterminism_total 1$/m);
});

test('begun again with what was handed on long ago, it goes on from the row', async () => {
  const customer = await insertCustomer(desk.pool);
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await settled(ticketId);
  const runId = async () => (await desk.handle(ticketId).describe()).runId;
  const first = await runId();
  await desk.handle(ticketId).signal(fresh);
  await expect.poll(runId, within).not.toBe(first);
  const write = () => addMessage(desk.context(customer), { ticketId, public: true, body: 'Hello?', via: 'web' });
  await write();
  await settled(ticketId);
  // Other code ends it for what ours did, and ours for what other code did.
  for (const code of [otherCode, undefined]) {
    await desk.stopWorker();
    await desk.startWorker(code);
    const before = await runId();
    await write();
    await expect.poll(runId, within).not.toBe(before);
    const length = async () => (await desk.handle(ticketId).describe()).historyLength;
    await expect.poll(length, within).toBeGreaterThan(4);
  }
  await settled(ticketId);
  await write();
  await settled(ticketId);
  expect((await desk.handle(ticketId).describe()).status.name).toBe('RUNNING');
  const { events } = await desk.handle(ticketId).fetchHistory();
  expect(events?.[0]?.workflowExecutionStartedEventAttributes).toMatchObject({ attempt: 3 });
});

test('one that older code started, without a word on trying again, is started again by the sweep', async () => {
  const ticketId = await openUnderOtherCode((id) =>
    desk.client.workflow.signalWithStart(ticketWorkflowType, {
      ...{ workflowId: ticketWorkflowId(id), taskQueue: taskQueues.tickets, args: [{ ticketId: id }] },
      ...{ signal: news, signalArgs: [{ seq: 1, epoch: 'another' }] },
    }),
  );
  const swept = async () => {
    await sweep();
    return readSlaRecords(desk.pool, ticketId);
  };
  await expect.poll(swept, { ...within, interval: everyMs }).toMatchObject([{ metric: 'firstResponse' }]);
});
