import { mkdir, writeFile } from 'node:fs/promises';
import { addMessage } from '#commands/tickets/add-message';
import { changePriority } from '#commands/tickets/change-priority';
import { changeStatus } from '#commands/tickets/change-status';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { createDataConverter } from '#temporal/codec';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { insertCustomer, insertFlow, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { waitUntil } from '#testkit/wait-until';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { fresh, nudge, operate } from './ticket.messages.ts';

const developmentKey = 'development-only-encryption-key-of-nixflow';
/** Set to have what happens here written down as the recorded histories that later code must replay. */
const folder = process.env['NIXFLOW_RECORD_HISTORIES'];
const within = { timeout: 20_000, interval: 50 };
let desk: TicketWorker;
let customer: Extract<Actor, { kind: 'customer' }>;
let admin: StaffActor;

beforeAll(async () => {
  desk = await startTicketWorker();
  customer = await insertCustomer(desk.pool);
  admin = await insertStaff(desk.pool, { role: 'admin' });
  const targets = { firstResponse: 2, nextResponse: 3, resolution: 4 };
  const body = {
    targets: { normal: targets, high: targets },
    pauses: { resolution: ['pending' as const] },
    warnAt: [50],
  };
  await insertPolicy(desk.pool, { body });
  await insertFlow(desk.pool, {
    version: 1,
    appliesTo: { all: [] },
    entries: [{ id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'wait' }],
    nodes: {
      wait: { type: 'wait', seconds: 1, calendarVersionId: null, leaveOn: [], next: 'note' },
      note: { type: 'note', text: 'A second has passed.', next: 'long' },
      long: {
        type: 'wait',
        seconds: 3_600,
        calendarVersionId: null,
        leaveOn: [{ event: { type: 'status_changed', to: 'resolved' }, next: 'end' }],
        next: 'end',
      },
      end: { type: 'end' },
    },
  });
});

const settled = (ticketId: string) =>
  expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });
const open = async () => (await openTicket(desk.context(customer), buildOpenTicketInput(customer.id))).ticketId;
const say = (by: Actor, ticketId: string) =>
  addMessage(desk.context(by), { ticketId, public: true, body: 'A few words', via: 'web' });
const runOf = async (ticketId: string) => (await desk.handle(ticketId).describe()).runId;

/** Replay an execution's history on this code; write it down if that is wanted. */
async function replay(name: string, ticketId: string, runId?: string): Promise<void> {
  const history = await waitUntil('no task is under way', async () => {
    const read = await desk.client.workflow.getHandle(`ticket-${ticketId}`, runId).fetchHistory();
    const last = read.events?.at(-1);
    return !last?.workflowTaskScheduledEventAttributes && !last?.workflowTaskStartedEventAttributes && read;
  });
  const options = { workflowBundle: await loadWorkflowBundle(), dataConverter: createDataConverter(developmentKey) };
  await Worker.runReplayHistory(options, history, `ticket-${ticketId}`);
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.json`, `${historyToJSON(history)}\n`);
}

test('a long life: messages both ways, deadlines that pass, a flow, a pause, an end', async () => {
  const ticketId = await open();
  await new Promise((resolve) => setTimeout(resolve, 2_500)); // past the first deadline
  for (let round = 0; round < 8; round += 1) {
    await say(round % 2 === 0 ? admin : customer, ticketId);
    await changePriority(desk.context(admin), { ticketId, priority: round % 2 === 0 ? 'high' : 'normal' });
    if (round % 3 === 0) await settled(ticketId);
  }
  await changeStatus(desk.context(admin), { ticketId, status: 'pending' });
  await settled(ticketId);
  await changeStatus(desk.context(admin), { ticketId, status: 'resolved' });
  await settled(ticketId);
  await replay('ticket-long', ticketId);
});

test('one that goes on in another execution, and that one', async () => {
  const ticketId = await open();
  await settled(ticketId);
  const first = await runOf(ticketId);
  await desk.handle(ticketId).signal(fresh);
  await expect.poll(() => runOf(ticketId), within).not.toBe(first);
  await say(admin, ticketId);
  await settled(ticketId);
  await replay('ticket-handed-on', ticketId, first);
  await replay('ticket-continued', ticketId);
});

test('one that grows is cut at 120 events, and goes on in another execution', async () => {
  const ticketId = await open();
  await settled(ticketId);
  const first = await runOf(ticketId);
  for (let round = 0; (await runOf(ticketId)) === first; round += 1) {
    expect(round).toBeLessThan(40);
    await say(round % 2 === 0 ? admin : customer, ticketId);
    await settled(ticketId);
  }
  const { historyLength } = await desk.client.workflow.getHandle(`ticket-${ticketId}`, first).describe();
  expect(historyLength).toBeGreaterThan(120);
  expect(historyLength).toBeLessThan(160);
  await replay('ticket-cut', ticketId, first);
});

test('operators’ acts, while news comes', async () => {
  const ticketId = await open();
  const act = (what: 'pause' | 'resume', key: string) =>
    desk.handle(ticketId).executeUpdate(operate, {
      args: [{ operation: { act: what }, staffId: admin.id }],
      updateId: key,
    });
  await settled(ticketId);
  await Promise.all([act('pause', 'a'), say(customer, ticketId), act('resume', 'b'), say(admin, ticketId)]);
  await settled(ticketId);
  await replay('ticket-operated', ticketId);
});

test('terminated, and made anew from PostgreSQL', async () => {
  const ticketId = await open();
  await settled(ticketId);
  await desk.handle(ticketId).terminate();
  await say(admin, ticketId);
  await settled(ticketId);
  await desk.handle(ticketId).signal(nudge);
  await settled(ticketId);
  await replay('ticket-rebuilt', ticketId);
});
