import { addMessage } from '#commands/tickets/add-message';
import { changeTags } from '#commands/tickets/change-tags';
import { markSpam } from '#commands/tickets/leave-queue';
import { openTicket } from '#commands/tickets/open-ticket';
import { operateTicket } from '#commands/tickets/operate-ticket';
import type { FlowDocument } from '#domain/flow/document';
import type { Actor } from '#domain/permissions/actor';
import {
  insertCalendar,
  insertCalendarVersion,
  insertCustomer,
  insertFlow,
  insertFlowVersion,
  insertStaff,
  insertTeam,
} from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, beforeEach, expect, test } from 'vitest';

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

/** A flow for this test's customer alone, begun by the opening of a ticket. */
const flowOf = (
  nodes: FlowDocument['nodes'],
  on: FlowDocument['entries'][number]['on'] = { type: 'created' },
): FlowDocument => ({
  version: 1,
  appliesTo: { field: 'requester', op: 'is', value: customer.id },
  entries: [{ id: 'start', on, ifRunning: 'ignore', start: 'first' }],
  nodes,
});
const open = (teamId: string | null = null) =>
  openTicket(desk.context({ ...admin }), buildOpenTicketInput(customer.id, { teamId }));
const row = async (ticketId: string) =>
  (await desk.pool.query<Record<string, unknown>>('SELECT * FROM ticket WHERE id = $1', [ticketId])).rows[0]!;
const state = async (ticketId: string) => (await readEngineRow(desk.pool, ticketId)).state;
const paths = async (ticketId: string) => (await state(ticketId))?.runs.flatMap((run) => run.paths) ?? [];
const within = { timeout: 15_000 };

test('a flow waits, branches, sets fields, writes a note, tells people, and ends', async () => {
  const teamId = await insertTeam(desk.pool);
  const member = await insertStaff(desk.pool, { teamIds: [teamId] });
  await insertFlow(
    desk.pool,
    flowOf({
      first: { type: 'wait', seconds: 1, calendarVersionId: null, leaveOn: [], next: 'which' },
      which: {
        type: 'branch',
        cases: [{ when: { field: 'priority', op: 'is', value: 'normal' }, next: 'raise' }],
        otherwise: 'done',
      },
      raise: { type: 'set', priority: 'high', addTags: ['raised'], removeTags: [], next: 'give' },
      give: { type: 'assign', to: { kind: 'team', teamId, choose: 'round_robin' }, next: 'say' },
      say: { type: 'note', text: 'Raised by the flow', next: 'tell' },
      tell: { type: 'notify', to: [{ kind: 'assignee' }], text: 'This is yours now', next: 'done' },
      done: { type: 'end' },
    }),
  );
  const { ticketId } = await open();
  await expect
    .poll(() => row(ticketId), within)
    .toMatchObject({
      ...{ priority: 'high', tags: ['raised'], team_id: teamId, assignee_id: member.id },
    });
  const notices = () =>
    desk.pool.query<object>(
      'SELECT staff_id, event, text FROM notice WHERE ticket_id = $1 ORDER BY created_at, event',
      [ticketId],
    );
  await expect
    .poll(async () => (await notices()).rows, within)
    .toEqual([
      { staff_id: member.id, event: 'assigned', text: null },
      { staff_id: member.id, event: 'told_by_flow', text: 'This is yours now' },
    ]);
  await expect.poll(() => state(ticketId), within).toMatchObject({ runs: [] });
  const { rows } = await desk.pool.query(
    `SELECT e.data ->> 'by' AS by, e.cause ->> 'kind' AS cause, e.depth, m.body FROM ticket_event e
     JOIN message m ON m.ticket_id = e.ticket_id AND m.seq = e.seq WHERE e.ticket_id = $1 AND e.type = 'message'`,
    [ticketId],
  );
  expect(rows).toEqual([{ by: 'system', cause: 'flow', depth: 1, body: 'Raised by the flow' }]);
  const { rows: log } = await desk.pool.query<{ what: string }>(
    `SELECT step ->> 'what' AS what FROM ticket_step WHERE ticket_id = $1 ORDER BY id`,
    [ticketId],
  );
  expect(log.map(({ what }) => what)).toEqual([
    'started',
    'waits',
    'went',
    'went',
    'went',
    'went',
    'went',
    'went',
    'ended',
  ]);
});

test('a wait that ends early by an answer goes the other way', async () => {
  await insertFlow(
    desk.pool,
    flowOf({
      first: {
        type: 'wait',
        seconds: 3600,
        calendarVersionId: null,
        leaveOn: [{ event: { type: 'customer_replied' }, next: 'mark' }],
        next: 'done',
      },
      mark: { type: 'set', addTags: ['answered'], removeTags: [], next: 'done' },
      done: { type: 'end' },
    }),
  );
  const { ticketId } = await open();
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ node: 'first', state: { kind: 'waiting' } }]);
  await addMessage(desk.context(customer), { ticketId, public: true, body: 'Here', via: 'web' });
  await expect.poll(() => row(ticketId), within).toMatchObject({ tags: ['answered'] });
});

test('a wait in business hours gets its instant from the calendar version it names', async () => {
  const day: [string, string][] = [['00:00', '24:00']];
  const never = { timeZone: 'UTC', weekly: {}, holidays: [], exceptions: [{ date: '2200-01-01', hours: day }] };
  const { id, versionId } = await insertCalendar(desk.pool, never);
  await insertCalendarVersion(desk.pool, id, {
    ...never,
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  });
  await insertFlow(
    desk.pool,
    flowOf({
      first: { type: 'wait', seconds: 60, calendarVersionId: versionId, leaveOn: [], next: 'done' },
      done: { type: 'end' },
    }),
  );
  const { ticketId } = await open();
  await expect
    .poll(() => paths(ticketId), within)
    .toMatchObject([{ state: { kind: 'waiting', until: Date.parse('2200-01-01T00:01:00Z') } }]);
});

test('what fork and repeat start runs side by side, and each effect is done once', async () => {
  await insertFlow(
    desk.pool,
    flowOf({
      first: { type: 'fork', branches: ['again', 'say'] },
      again: {
        type: 'repeat',
        everySeconds: 1,
        calendarVersionId: null,
        times: 2,
        leaveOn: [],
        body: 'round',
        next: 'done',
      },
      round: { type: 'note', text: 'Round', next: 'again' },
      say: { type: 'note', text: 'Beside', next: 'done' },
      done: { type: 'end' },
    }),
  );
  const { ticketId } = await open();
  const bodies = async () =>
    (
      await desk.pool.query<{ body: string }>(
        'SELECT body FROM message WHERE ticket_id = $1 AND seq > 1 ORDER BY seq',
        [ticketId],
      )
    ).rows.map(({ body }) => body);
  await expect.poll(bodies, within).toEqual(['Beside', 'Round', 'Round']);
  await expect.poll(() => state(ticketId), within).toMatchObject({ runs: [] });
});

test('paused, a flow does nothing while its time goes on; resumed, what fell due is done; skipped, a wait is over', async () => {
  await insertFlow(
    desk.pool,
    flowOf({
      first: { type: 'wait', seconds: 5, calendarVersionId: null, leaveOn: [], next: 'mark' },
      mark: { type: 'set', addTags: ['due'], removeTags: [], next: 'long' },
      long: { type: 'wait', seconds: 9999, calendarVersionId: null, leaveOn: [], next: 'last' },
      last: { type: 'set', addTags: ['skipped'], removeTags: [], next: 'done' },
      done: { type: 'end' },
    }),
  );
  const { ticketId } = await open();
  const operate = (operation: Parameters<typeof operateTicket>[1]['operation']) =>
    operateTicket(desk.context(admin), { ticketId, operation });
  await operate({ act: 'pause' });
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect(await row(ticketId)).toMatchObject({ tags: [] });
  await operate({ act: 'resume' });
  await expect.poll(() => row(ticketId), within).toMatchObject({ tags: ['due'] });
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ node: 'long', state: { kind: 'waiting' } }]);
  const run = (await state(ticketId))!.runs[0]!;
  await operate({ act: 'skip', run: run.run, path: run.paths[0]!.path });
  await expect.poll(() => row(ticketId), within).toMatchObject({ tags: ['due', 'skipped'] });
  await expect(operate({ act: 'retry', run: run.run, path: '9.9' })).rejects.toMatchObject({ code: 'not_possible' });
});

test('what cannot be done is a stuck path that an operator tries again, and the workflow lives', async () => {
  const teamId = await insertTeam(desk.pool);
  await insertFlow(
    desk.pool,
    flowOf({
      first: { type: 'assign', to: { kind: 'team', teamId, choose: 'least_loaded' }, next: 'done' },
      done: { type: 'end' },
    }),
  );
  const { ticketId } = await open();
  await expect
    .poll(() => paths(ticketId), within)
    .toMatchObject([{ node: 'first', state: { kind: 'stuck', reason: 'nobody_there' } }]);
  const member = await insertStaff(desk.pool, { teamIds: [teamId] });
  const run = (await state(ticketId))!.runs[0]!;
  await operateTicket(desk.context(admin), {
    ticketId,
    operation: { act: 'retry', run: run.run, path: run.paths[0]!.path },
  });
  await expect.poll(() => row(ticketId), within).toMatchObject({ assignee_id: member.id });
});

test('a node that only newer code knows makes its path stuck', async () => {
  const document = flowOf({ first: { type: 'end' } });
  const newer = { ...document, nodes: { first: { type: 'telepathy', next: 'done' } } } as unknown as FlowDocument;
  await insertFlow(desk.pool, newer);
  const { ticketId } = await open();
  await expect
    .poll(() => paths(ticketId), within)
    .toMatchObject([{ state: { kind: 'stuck', reason: 'node_unknown' } }]);
  await addMessage(desk.context(customer), { ticketId, public: true, body: 'Still there?', via: 'web' });
  await expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });
});

test('two flows that answer each other are stopped with a visible mark', async () => {
  const flip = (from: string, to: string): FlowDocument => ({
    ...flowOf({}, { type: 'tags_changed' }),
    nodes: {
      first: {
        type: 'branch',
        cases: [{ when: { field: 'tags', op: 'has', value: from }, next: 'turn' }],
        otherwise: 'done',
      },
      turn: { type: 'set', addTags: [to], removeTags: [from], next: 'done' },
      done: { type: 'end' },
    },
  });
  await insertFlow(desk.pool, flip('ping', 'pong'));
  await insertFlow(desk.pool, flip('pong', 'ping'));
  const { ticketId } = await open();
  await changeTags(desk.context(admin), { ticketId, add: ['ping'], remove: [] });
  await expect.poll(async () => (await row(ticketId))['looped_at'], within).not.toBeNull();
  const { rows } = await desk.pool.query<{ deepest: number }>(
    'SELECT max(depth)::int AS deepest FROM ticket_event WHERE ticket_id = $1',
    [ticketId],
  );
  expect(rows[0]!.deepest).toBe(10);
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ state: { kind: 'stuck', reason: 'loop' } }]);
});

test('a ticket keeps the version it was pinned to; spam stops its flows', async () => {
  const wait = (tag: string) =>
    flowOf({
      first: { type: 'wait', seconds: 1, calendarVersionId: null, leaveOn: [], next: 'mark' },
      mark: { type: 'set', addTags: [tag], removeTags: [], next: 'done' },
      done: { type: 'end' },
    });
  const flow = await insertFlow(desk.pool, wait('one'));
  const [first, spam] = [await open(), await open()];
  await markSpam(desk.context(admin), { ticketId: spam.ticketId });
  await insertFlowVersion(desk.pool, flow.id, wait('two'));
  const second = await open();
  await expect.poll(() => row(second.ticketId), within).toMatchObject({ tags: ['two'] });
  await expect.poll(() => row(first.ticketId), within).toMatchObject({ tags: ['one'] });
  expect(await row(spam.ticketId)).toMatchObject({ tags: [] });
});
