import { addMessage } from '#commands/tickets/add-message';
import { assignTicket } from '#commands/tickets/assign-ticket';
import { changePriority } from '#commands/tickets/change-priority';
import { changeStatus } from '#commands/tickets/change-status';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Actor } from '#domain/permissions/actor';
import { advanceClockTo } from '#store/clock';
import { createTicketEngine } from '#temporal/ticket-engine';
import { insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import { holdStatement } from '#testkit/hold-statement';
import { frontendUrl, startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { fresh, operate } from './ticket.messages.ts';

let desk: TicketWorker;
let customer: Extract<Actor, { kind: 'customer' }>;
let admin: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  desk = await startTicketWorker();
});
beforeEach(async () => {
  customer = await insertCustomer(desk.pool);
  admin = await insertStaff(desk.pool, { role: 'admin' });
});

/** A ticket of this test's customer, under a policy of their own. */
async function open(
  targets: { firstResponse?: number; nextResponse?: number; resolution?: number },
  warnAt: number[] = [],
) {
  await insertPolicy(desk.pool, {
    body: { targets: { normal: targets, high: targets }, pauses: { resolution: ['pending'] }, warnAt },
    condition: { field: 'requester', op: 'is', value: customer.id },
  });
  return openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
}

const reply = (ticketId: string, by: Actor, body = 'Hello') =>
  addMessage(desk.context(by), { ticketId, public: true, body, via: 'web' });

const settled = (ticketId: string) =>
  expect.poll(() => readEngineRow(desk.pool, ticketId)).toMatchObject({ newsSince: null });

const waitsUntil = async (ticketId: string) => (await readEngineRow(desk.pool, ticketId)).nextAt?.getTime();

const runsOf = async (ticketId: string) => {
  const runs = [];
  for await (const run of desk.client.workflow.list({ query: `WorkflowId = "ticket-${ticketId}"` })) runs.push(run);
  return runs.map(({ status, historyLength }) => ({ status: status.name, historyLength }));
};

test('a ticket nobody answers is warned of and breaches, each once, soon after its instant and never before', async () => {
  const { ticketId } = await open({ firstResponse: 2 }, [50]);
  await expect
    .poll(() => readSlaRecords(desk.pool, ticketId))
    .toMatchObject([
      { metric: 'firstResponse', percent: 50 },
      { metric: 'firstResponse', percent: 100 },
    ]);
  for (const { dueAt, recordedAt } of await readSlaRecords(desk.pool, ticketId)) {
    expect(recordedAt.getTime()).toBeGreaterThan(dueAt.getTime());
    expect(recordedAt.getTime()).toBeLessThan(dueAt.getTime() + 10_000);
  }
});

test.each(['fails', 'takes too long'] as const)(
  'a database act that %s is waited out, and goes the same way when a worker replays it',
  async (how) => {
    const { ticketId } = await open({ firstResponse: 3_600 });
    await settled(ticketId);
    const when = `NEW.ticket_id = '${ticketId}' AND NEW.version > OLD.version`;
    const point = await holdStatement(desk.database.url, {
      table: 'ticket_engine',
      on: 'update',
      at: 'statement',
      when,
    });
    await reply(ticketId, customer);
    await point.held();
    if (how === 'fails') await point.abandon();
    else await new Promise((resolve) => setTimeout(resolve, 6_000));
    await point.release();
    await settled(ticketId);
    await desk.stopWorker();
    await desk.startWorker();
    await reply(ticketId, customer);
    await settled(ticketId);
    expect(await runsOf(ticketId)).toMatchObject([{ status: 'RUNNING' }]);
  },
);

test('an answer in time is no breach, even if the worker was away when the time was over', async () => {
  const { ticketId } = await open({ firstResponse: 5 });
  await settled(ticketId);
  await desk.stopWorker();
  await reply(ticketId, admin);
  await new Promise((resolve) => setTimeout(resolve, 5_500));
  await desk.startWorker();
  await settled(ticketId);
  expect(await readSlaRecords(desk.pool, ticketId)).toEqual([]);
});

test('an answer a moment too late is a breach with the instant it was due, recorded before what follows', async () => {
  const { ticketId } = await open({ firstResponse: 1 });
  await settled(ticketId);
  await desk.stopWorker();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await reply(ticketId, admin);
  await desk.startWorker();
  await expect.poll(() => readSlaRecords(desk.pool, ticketId)).toHaveLength(1);
  const { rows } = await desk.pool.query<{ type: string }>(
    'SELECT type FROM ticket_event WHERE ticket_id = $1 ORDER BY seq',
    [ticketId],
  );
  expect(rows.map(({ type }) => type)).toEqual(['created', 'message', 'status', 'sla_breached']);
});

test('a question after an answer that the alarm overtook has its own clock, however far the other marks are', async () => {
  const { ticketId } = await open({ firstResponse: 4, nextResponse: 2, resolution: 5 * 86_400 });
  await settled(ticketId);
  const { version } = await readEngineRow(desk.pool, ticketId);
  // The answer is there before the alarm rings; the engine hears of it later.
  const untold = { deliverSoon: () => undefined };
  await addMessage(desk.context(admin, untold), { ticketId, public: true, body: 'Hello', via: 'web' });
  await expect.poll(() => readEngineRow(desk.pool, ticketId)).not.toMatchObject({ version });
  await reply(ticketId, customer, 'And this?');
  await expect
    .poll(() => readSlaRecords(desk.pool, ticketId))
    .toMatchObject([{ metric: 'nextResponse', percent: 100 }]);
});

test('a longer target comes before the alarm: what was due is not, and the alarm moves', async () => {
  await insertPolicy(desk.pool, {
    body: { targets: { normal: { firstResponse: 5 }, high: { firstResponse: 3600 } }, pauses: {}, warnAt: [] },
    condition: { field: 'requester', op: 'is', value: customer.id },
  });
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await settled(ticketId);
  await changePriority(desk.context(admin), { ticketId, priority: 'high' });
  await new Promise((resolve) => setTimeout(resolve, 5_500));
  await settled(ticketId);
  expect(await readSlaRecords(desk.pool, ticketId)).toEqual([]);
  const { nextAt } = await readEngineRow(desk.pool, ticketId);
  expect(nextAt!.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
});

test('what is resolved is closed when its window is over, unless somebody wrote', async () => {
  await desk.pool.query('UPDATE installation SET reopen_window_seconds = 2');
  try {
    const [left, woken] = [await open({}), await open({})];
    for (const { ticketId } of [left, woken]) {
      await changeStatus(desk.context(admin), { ticketId, status: 'resolved' });
    }
    await reply(woken.ticketId, customer);
    const statusOf = async (ticketId: string) =>
      (await desk.pool.query<{ status: string }>('SELECT status FROM ticket WHERE id = $1', [ticketId])).rows[0]
        ?.status;
    await expect.poll(() => statusOf(left.ticketId)).toBe('closed');
    expect(await statusOf(woken.ticketId)).toBe('open');
    // A closed ticket with nothing to wait for needs no execution; a word of the customer opens another ticket.
    await expect.poll(() => runsOf(left.ticketId)).toMatchObject([{ status: 'COMPLETED' }]);
    const followUp = await reply(left.ticketId, customer);
    expect(followUp.ticketId).not.toBe(left.ticketId);
    await settled(followUp.ticketId);
    await settled(left.ticketId);
  } finally {
    await desk.pool.query('UPDATE installation SET reopen_window_seconds = 604800');
  }
});

test('the row says the instant that is waited for, also when a setting alone has moved it', async () => {
  await desk.pool.query('UPDATE installation SET reopen_window_seconds = 4');
  try {
    const { ticketId } = await open({});
    await changeStatus(desk.context(admin), { ticketId, status: 'resolved' });
    await settled(ticketId);
    await desk.pool.query('UPDATE installation SET reopen_window_seconds = 3600');
    await expect.poll(() => waitsUntil(ticketId)).toBeGreaterThan(Date.now() + 3_000_000);
  } finally {
    await desk.pool.query('UPDATE installation SET reopen_window_seconds = 604800');
  }
});

test('an execution that starts with nothing new to it says what it waits for, over what another one left', async () => {
  const { ticketId } = await open({ firstResponse: 3600 });
  await settled(ticketId);
  const before = await waitsUntil(ticketId);
  await desk.handle(ticketId).terminate();
  await desk.pool.query(`UPDATE ticket_engine SET next_at = nixflow_now() - INTERVAL '1 h' WHERE ticket_id = $1`, [
    ticketId,
  ]);
  await createTicketEngine(desk.client).nudge(ticketId);
  await expect.poll(() => waitsUntil(ticketId)).toBe(before);
  const { version } = await readEngineRow(desk.pool, ticketId);
  // Handed on, it is known, and not written again.
  await desk.handle(ticketId).signal(fresh);
  await expect.poll(async () => (await runsOf(ticketId)).length).toBe(3);
  await reply(ticketId, admin);
  await settled(ticketId);
  expect(await readEngineRow(desk.pool, ticketId)).toMatchObject({ version: version + 1 });
});

test('a long life is cut into short executions, and nothing is lost between them', async () => {
  const { ticketId } = await open({ firstResponse: 3600, nextResponse: 3600, resolution: 7200 });
  for (let count = 0; count < 120; count += 1) {
    await reply(ticketId, count % 2 === 0 ? admin : customer);
    if (count % 12 === 0) await changeStatus(desk.context(admin), { ticketId, status: 'pending' });
    if (count % 4 === 0) await settled(ticketId);
  }
  await settled(ticketId);
  const runs = await runsOf(ticketId);
  expect(runs.length).toBeGreaterThan(1);
  for (const { historyLength } of runs) expect(historyLength).toBeLessThan(200);
});

test('asked to start fresh, an execution hands over and goes on', async () => {
  const { ticketId } = await open({ firstResponse: 3600 });
  await settled(ticketId);
  const before = await desk.handle(ticketId).describe();
  await desk.handle(ticketId).signal(fresh);
  await expect.poll(async () => (await desk.handle(ticketId).describe()).runId).not.toBe(before.runId);
  await reply(ticketId, admin);
  await settled(ticketId);
});

test('terminated by an operator, it starts again with the next fact and goes on where it was', async () => {
  const { ticketId } = await open({ firstResponse: 3600 });
  await settled(ticketId);
  const { version } = await readEngineRow(desk.pool, ticketId);
  await desk.handle(ticketId).terminate();
  await reply(ticketId, admin);
  await settled(ticketId);
  expect((await readEngineRow(desk.pool, ticketId)).version).toBeGreaterThan(version);
});

test('an operator who waits gets the answer when the act is folded, and asking again is one act', async () => {
  const { ticketId } = await open({});
  await settled(ticketId);
  const pause = () =>
    desk.handle(ticketId).executeUpdate(operate, {
      args: [{ operation: { act: 'pause' }, staffId: admin.id }],
      updateId: 'pause-once',
    });
  const { seq } = await pause();
  expect(await pause()).toEqual({ seq });
  await settled(ticketId);
  expect((await readEngineRow(desk.pool, ticketId)).state?.isPaused).toBe(true);
  const stranger = await insertStaff(desk.pool);
  await expect(
    desk.handle(ticketId).executeUpdate(operate, {
      args: [{ operation: { act: 'resume' }, staffId: stranger.id }],
      updateId: 'not-allowed',
    }),
  ).rejects.toMatchObject({ cause: { type: 'OperationRefused', details: ['forbidden'] } });
});

test('the Temporal UI finds it by number and shows where it stands', async () => {
  const { ticketId, number } = await open({ firstResponse: 3600 });
  await settled(ticketId);
  const find = async () => {
    const found = [];
    for await (const run of desk.client.workflow.list({ query: `NixNumber = ${number} AND NixStuck = false` }))
      found.push(run);
    return found;
  };
  await expect.poll(find).toHaveLength(1);
  const [run] = await find();
  const link = `${frontendUrl}/tickets/${number}`;
  expect(run).toMatchObject({
    workflowId: `ticket-${ticketId}`,
    memo: { number, status: 'new', priority: 'normal', link },
  });
  expect(JSON.stringify(run!.typedSearchAttributes.getAll())).toContain('running');
  const { currentDetails } = await desk
    .handle(ticketId)
    .query<{ currentDetails: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain(`Ticket #${number}`);
  expect(currentDetails).toContain(link);
  expect(currentDetails).toMatch(/Next: SLA mark at \d{4}-/);
});

test('a database restored to an earlier moment is what counts: the workflow drops what it knew', async () => {
  const { ticketId } = await open({ firstResponse: 3600 });
  await settled(ticketId);
  await desk.pool.query('CREATE TABLE kept AS SELECT * FROM ticket_engine WHERE ticket_id = $1', [ticketId]);
  await reply(ticketId, admin);
  await assignTicket(desk.context(admin), { ticketId, assigneeId: admin.id });
  await settled(ticketId);
  // Back to the moment after the opening, under a new epoch.
  await desk.pool.query('DELETE FROM message WHERE ticket_id = $1 AND seq > 1', [ticketId]);
  await desk.pool.query('DELETE FROM ticket_event WHERE ticket_id = $1 AND seq > 1', [ticketId]);
  await desk.pool.query(
    `UPDATE ticket SET last_seq = 1, revision = 1, status = 'new', assignee_id = NULL WHERE id = $1`,
    [ticketId],
  );
  await desk.pool.query(
    `UPDATE ticket_engine e SET version = k.version, seen_seq = 1, last_seq = 1, state = k.state, next_at = k.next_at
     FROM kept k WHERE e.ticket_id = k.ticket_id`,
  );
  await desk.pool.query('UPDATE installation SET database_epoch = gen_random_uuid()');
  await changeStatus(desk.context(admin), { ticketId, status: 'pending' });
  await settled(ticketId);
  const { state, seenSeq } = await readEngineRow(desk.pool, ticketId);
  expect(seenSeq).toBe(2);
  expect(state).toMatchObject({ seenSeq: 2, ticket: { status: 'pending', assigneeId: null } });
});

test('an announcement of what is not there does not stop the ticket', async () => {
  const { ticketId } = await open({});
  await settled(ticketId);
  const { rows } = await desk.pool.query<{ epoch: string }>('SELECT database_epoch AS epoch FROM installation');
  await desk.handle(ticketId).signal('news', { seq: 4711, epoch: rows[0]!.epoch });
  await reply(ticketId, admin);
  await settled(ticketId);
});

test('the clock of tests is the only one that stamps: far ahead, marks are recorded at that time', async () => {
  const { ticketId } = await open({ firstResponse: 3600 });
  await settled(ticketId);
  await advanceClockTo(desk.pool, new Date(Date.now() + 3_700_000));
  await desk.handle(ticketId).signal('nudge');
  await reply(ticketId, admin);
  await expect.poll(() => readSlaRecords(desk.pool, ticketId)).toHaveLength(1);
});
