import { randomUUID } from 'node:crypto';
import { emptyState, type EngineState, type UnsavedEngine } from '#domain/tickets/engine/engine-state';
import type { FlowEffect, NodeAct } from '#domain/flow/run';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { setClockShift } from '#store/clock';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertFlow, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { assignTicket } from './assign-ticket.ts';
import { actForTicket } from './act-for-ticket.ts';
import { addMessage } from './add-message.ts';
import { changePriority } from './change-priority.ts';
import type { CommandContext } from './command-context.ts';
import { openTicket } from './open-ticket.ts';
import { recordSlaMarks } from './record-sla-marks.ts';
import { saveTicketEngine } from './save-ticket-engine.ts';

let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let flowVersionId: string;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  customer = await insertCustomer(pool);
  agent = await insertStaff(pool);
  const set = { type: 'set', priority: 'high', addTags: [], removeTags: [], next: 'end' } as const;
  const flow = await insertFlow(pool, {
    version: 1,
    appliesTo: { all: [] },
    entries: [{ id: 'start', on: { type: 'created' }, ifRunning: 'ignore', start: 'set' }],
    nodes: { set: { ...set, addTags: [], removeTags: [] }, end: { type: 'end' } },
  });
  flowVersionId = flow.versionId;
  await insertPolicy(pool, { body: { targets: { normal: { firstResponse: 60 } }, pauses: {}, warnAt: [50] } });
});
beforeEach(() => setClockShift(pool, 0));

const as = (actor: Actor): CommandContext => ({ pool, actor, deliverSoon: () => undefined });
const open = async () => (await openTicket(as(customer), buildOpenTicketInput(customer.id))).ticketId;
const record = (ticketId: string) => recordSlaMarks(as({ kind: 'engine' }), { ticketId });

const raise: NodeAct = { type: 'set', priority: 'high', addTags: [], removeTags: [] };
/** An engine that has seen the opening and stands at the flow's first node. */
function engineAt(rowVersion: number, seenSeq = 1): UnsavedEngine {
  const path = { path: '1.1', node: 'set', visit: 1, visits: { set: 1 }, repeats: [], hops: 1 };
  const run = { run: 1, ordinal: 1, flowVersionId, entry: 'start', depth: 1, nextPath: 2 };
  const runs: EngineState['runs'] = [{ ...run, paths: [{ ...path, state: { kind: 'ready' } }] }];
  return { state: { ...emptyState('epoch', rowVersion), seenSeq, runs }, steps: [], isUnsaved: true };
}
const effect: Omit<FlowEffect, 'flowVersionId'> = { run: 1, path: '1.1', node: 'set', visit: 1, depth: 1, act: raise };
const act = (ticketId: string, engine: UnsavedEngine, wanted: NodeAct = raise) =>
  actForTicket(as(agent), {
    ticketId,
    engine,
    effect: { kind: 'flow', effect: { ...effect, act: wanted, flowVersionId } },
  });
const factCount = async (ticketId: string) =>
  (await pool.query('SELECT FROM ticket_event WHERE ticket_id = $1', [ticketId])).rowCount;

test('an effect is one transaction with its key, its line in the log and the engine row', async () => {
  const ticketId = await open();
  expect(await act(ticketId, engineAt(0))).toMatchObject({ kind: 'done', outcome: { kind: 'done' }, seq: 2 });
  expect(await readEngineRow(pool, ticketId)).toMatchObject({
    version: 1,
    state: { runs: [{ paths: [{ node: 'end' }] }] },
  });
  const { rows } = await pool.query('SELECT key, seq FROM ticket_effect WHERE ticket_id = $1', [ticketId]);
  expect(rows).toEqual([{ key: `${ticketId}:${flowVersionId}:1:1.1:set:1`, seq: 2 }]);
  const { rowCount } = await pool.query('SELECT FROM ticket_step WHERE ticket_id = $1', [ticketId]);
  expect(rowCount).toBeGreaterThan(0);
});

test('whoever asks again with the same engine gets the row that was written, and nothing is done twice', async () => {
  const ticketId = await open();
  const answers = await Promise.all([1, 2, 3].map(() => act(ticketId, engineAt(0))));
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'row', 'row']);
  expect(answers.find(({ kind }) => kind === 'row')).toMatchObject({ row: { version: 1 } });
  expect(await factCount(ticketId)).toBe(2);
});

test('a state made anew asks with a newer row and an old key: the stored outcome answers', async () => {
  const ticketId = await open();
  await act(ticketId, engineAt(0));
  await changePriority(as(agent), { ticketId, priority: 'low' });
  const again = await act(ticketId, engineAt(1, 5));
  expect(again).toMatchObject({ kind: 'done', outcome: { kind: 'done' }, seq: 2 });
  const { rows } = await pool.query('SELECT priority FROM ticket WHERE id = $1', [ticketId]);
  expect(rows).toEqual([{ priority: 'low' }]);
});

test('an effect decided before somebody changed the same field is superseded; another field does not matter', async () => {
  const [overtaken, untouched] = [await open(), await open()];
  await changePriority(as(agent), { ticketId: overtaken, priority: 'urgent' });
  expect(await act(overtaken, engineAt(0))).toMatchObject({ outcome: { kind: 'refused', reason: 'superseded' } });
  await addMessage(as(agent), { ticketId: untouched, public: true, body: 'Words', via: 'web' });
  expect(await act(untouched, engineAt(0))).toMatchObject({ outcome: { kind: 'done' } });
});

test('a flow cannot give a ticket more tags than it can have', async () => {
  const add = Array.from({ length: 100 }, (_, index) => `t${String(index)}`);
  const { ticketId } = await openTicket(as(agent), { ...buildOpenTicketInput(customer.id), tags: add });
  const more = { ...raise, addTags: ['more'] };
  expect(await act(ticketId, engineAt(0), more)).toMatchObject({ outcome: { reason: 'too_many_tags' } });
});

test.each<[string, unknown]>([
  ['a priority nobody knows', { ...raise, priority: 'extreme' }],
  ['a status nobody knows', { ...raise, status: 'asleep' }],
  ['no list of tags', { type: 'set', priority: 'high' }],
  ['a team whose id is none', { ...raise, teamId: 'the-best' }],
  ['a person whose id is none', { type: 'assign', to: { kind: 'person', staffId: 'Bob' } }],
  ['an audience that is none', { type: 'notify', to: null }],
  ['a calendar whose id is none', { type: 'wait', seconds: 5, calendarVersionId: 'always' }],
])('a node that cannot be carried out is refused, not tried for ever: %s', async (_, wanted) => {
  const ticketId = await open();
  expect(await act(ticketId, engineAt(0), wanted as typeof raise)).toMatchObject({
    outcome: { reason: 'node_unreadable' },
  });
  expect(await readEngineRow(pool, ticketId)).toMatchObject({
    version: 1,
    state: { runs: [{ paths: [{ state: { kind: 'stuck', reason: 'node_unreadable' } }] }] },
  });
  expect(await factCount(ticketId)).toBe(1);
});

test('moved by a flow, a ticket leaves whoever is not in the new team, and keeps who is', async () => {
  const teamId = await insertTeam(pool);
  const member = await insertStaff(pool, { teamIds: [teamId] });
  const move: NodeAct = { type: 'set', teamId, addTags: [], removeTags: [] };
  for (const [assigneeId, stays] of [
    [member.id, true],
    [agent.id, false],
  ] as const) {
    const ticketId = await open();
    const { seq } = await assignTicket(as(agent), { ticketId, assigneeId });
    expect(await act(ticketId, engineAt(0, seq), move)).toMatchObject({ outcome: { kind: 'done' } });
    const { rows } = await pool.query('SELECT team_id, assignee_id FROM ticket WHERE id = $1', [ticketId]);
    expect(rows).toEqual([{ team_id: teamId, assignee_id: stays ? assigneeId : null }]);
  }
  const nowhere = { ...move, teamId: randomUUID() };
  expect(await act(await open(), engineAt(0), nowhere)).toMatchObject({ outcome: { reason: 'team_missing' } });
});

test('a flow gives a ticket to nobody of a team that is not active any more, unless that team has it', async () => {
  const teamId = await insertTeam(pool);
  const member = await insertStaff(pool, { teamIds: [teamId] });
  const give: NodeAct = { type: 'assign', to: { kind: 'team', teamId, choose: 'round_robin' } };
  const theirs = await openTicket(as(agent), { ...buildOpenTicketInput(customer.id), teamId });
  await pool.query('UPDATE team SET is_active = false WHERE id = $1', [teamId]);
  expect(await act(await open(), engineAt(0), give)).toMatchObject({ outcome: { reason: 'team_missing' } });
  expect(await act(theirs.ticketId, engineAt(0), give)).toMatchObject({ outcome: { kind: 'done' } });
  const { rows } = await pool.query('SELECT assignee_id FROM ticket WHERE id = $1', [theirs.ticketId]);
  expect(rows).toEqual([{ assignee_id: member.id }]);
});

test('a flow gives nothing to whoever is absent, be they named or the last of a team', async () => {
  const teamId = await insertTeam(pool);
  const member = await insertStaff(pool, { teamIds: [teamId] });
  await pool.query(`UPDATE staff SET absent_from = nixflow_now() - INTERVAL '1 hour' WHERE id = $1`, [member.id]);
  const ways: NodeAct[] = [
    { type: 'assign', to: { kind: 'person', staffId: member.id } },
    { type: 'assign', to: { kind: 'team', teamId, choose: 'least_loaded' } },
  ];
  for (const give of ways) {
    expect(await act(await open(), engineAt(0), give)).toMatchObject({ outcome: { reason: 'nobody_there' } });
  }
});

test('a flow gives a named person no more than they take, and leaves them what they have', async () => {
  const person = await insertStaff(pool);
  await pool.query('UPDATE staff SET capacity = 1 WHERE id = $1', [person.id]);
  const give: NodeAct = { type: 'assign', to: { kind: 'person', staffId: person.id } };
  const first = await open();
  expect(await act(first, engineAt(0), give)).toMatchObject({ outcome: { kind: 'done' } });
  expect(await act(await open(), engineAt(0), give)).toMatchObject({ outcome: { reason: 'nobody_there' } });
  const mine = await open();
  const { seq } = await assignTicket(as(agent), { ticketId: mine, assigneeId: person.id });
  expect(await act(mine, engineAt(0, seq), give)).toMatchObject({ outcome: { kind: 'done' } });
});

test('of two tickets that a flow gives at once, the last place is one’s', async () => {
  const person = await insertStaff(pool);
  await pool.query('UPDATE staff SET capacity = 1 WHERE id = $1', [person.id]);
  const give: NodeAct = { type: 'assign', to: { kind: 'person', staffId: person.id } };
  const both = await Promise.all([await open(), await open()].map((ticketId) => act(ticketId, engineAt(0), give)));
  const outcomes = both.map((one) => ('outcome' in one ? one.outcome.kind : one.kind));
  expect(outcomes.sort()).toEqual(['done', 'refused']);
});

test('version n is written only over n-1, and the loser gets what is there', async () => {
  const ticketId = await open();
  const save = (rowVersion: number) => saveTicketEngine(pool, { ticketId, engine: engineAt(rowVersion), nextAt: null });
  expect(await save(0)).toMatchObject({ kind: 'saved' });
  expect(await save(0)).toMatchObject({ kind: 'row', row: { version: 1 } });
  expect(await save(5)).toMatchObject({ kind: 'row', row: { version: 1 } });
  expect((await Promise.all([save(1), save(1)])).map(({ kind }) => kind).sort()).toEqual(['row', 'saved']);
  expect(await readEngineRow(pool, ticketId)).toMatchObject({ version: 2, newsSince: null, seenSeq: 1 });
});

test('a recorder called early records nothing and says how long to wait', async () => {
  const ticketId = await open();
  const early = await record(ticketId);
  expect(early).toMatchObject({ recorded: 0, seq: 1 });
  expect(early.waitMs).toBeGreaterThan(25_000);
  expect(early.waitMs).toBeLessThanOrEqual(30_001);
  expect(await readSlaRecords(pool, ticketId)).toEqual([]);
});

test('called late it catches up in order, once, whoever calls at the same time', async () => {
  const ticketId = await open();
  await setClockShift(pool, 90_000);
  const answers = await Promise.all([1, 2, 3].map(() => record(ticketId)));
  expect(answers.map(({ recorded }) => recorded).sort()).toEqual([0, 0, 2]);
  const records = await readSlaRecords(pool, ticketId);
  expect(records).toMatchObject([{ percent: 50 }, { percent: 100 }]);
  for (const { dueAt, recordedAt } of records) expect(recordedAt.getTime()).toBeGreaterThan(dueAt.getTime());
  expect(records[0]!.dueAt.getTime()).toBe(records[1]!.dueAt.getTime() - 30_000);
});

test('an answer in time is no breach, however late the recorder comes, and a record is never taken back', async () => {
  const [answered, breached] = [await open(), await open()];
  await addMessage(as(agent), { ticketId: answered, public: true, body: 'Here', via: 'web' });
  await setClockShift(pool, 90_000);
  await record(answered);
  expect(await readSlaRecords(pool, answered)).toEqual([]);
  await record(breached);
  await changePriority(as(agent), { ticketId: breached, priority: 'low' });
  await record(breached);
  expect(await readSlaRecords(pool, breached)).toHaveLength(2);
});
