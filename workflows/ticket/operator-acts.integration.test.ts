import { changeTags } from '#commands/tickets/change-tags';
import { markSpam } from '#commands/tickets/leave-queue';
import { openTicket } from '#commands/tickets/open-ticket';
import { operateTicket } from '#commands/tickets/operate-ticket';
import type { FlowDocument, FlowNode } from '#domain/flow/document';
import type { Actor } from '#domain/permissions/actor';
import type { Operation } from '#domain/tickets/fact';
import { insertCustomer, insertFlow, insertFlowVersion, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { operate } from './ticket.messages.ts';

let desk: TicketWorker;
let customer: Extract<Actor, { kind: 'customer' }>;
let admin: Extract<Actor, { kind: 'staff' }>;
const within = { timeout: 15_000 };

beforeAll(async () => {
  desk = await startTicketWorker();
  admin = await insertStaff(desk.pool, { role: 'admin' });
});
beforeEach(async () => {
  customer = await insertCustomer(desk.pool);
});

const state = async (ticketId: string) => (await readEngineRow(desk.pool, ticketId)).state;
const notes = async (ticketId: string) => {
  const { rows } = await desk.pool.query<{ body: string }>(
    'SELECT body FROM message WHERE ticket_id = $1 AND seq > 1 ORDER BY seq',
    [ticketId],
  );
  return rows.map(({ body }) => body);
};
/** Opened, and taken up by its workflow. */
async function open(): Promise<string> {
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });
  return ticketId;
}
const act = (ticketId: string, operation: Operation, by: Actor = admin) =>
  operateTicket(desk.context(by), { ticketId, operation });

describe('an entry run by hand', () => {
  let flowVersionId: string;
  const byHand = (applies = customer.id): FlowDocument => ({
    version: 1,
    appliesTo: { field: 'requester', op: 'is', value: applies },
    entries: [
      { id: 'callBack', on: { type: 'by_hand' }, ifRunning: 'ignore', start: 'say' },
      { id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'done' },
    ],
    nodes: {
      say: { type: 'note', text: 'Call them back', next: 'rest' },
      rest: { type: 'wait', seconds: 9999, calendarVersionId: null, leaveOn: [], next: 'done' },
      done: { type: 'end' },
    },
  });
  const run = (entry = 'callBack', version = flowVersionId): Operation => ({
    act: 'run',
    flowVersionId: version,
    entry,
  });

  beforeEach(async () => {
    ({ versionId: flowVersionId } = await insertFlow(desk.pool, byHand()));
  });

  test('is a fact of that person, and starts a run of which all else is the flow’s', async () => {
    const ticketId = await open();
    const { seq } = await act(ticketId, run());
    await expect.poll(() => notes(ticketId), within).toEqual(['Call them back']);
    await expect
      .poll(() => state(ticketId), within)
      .toMatchObject({
        runs: [{ run: seq, entry: 'callBack', paths: [{ node: 'rest', state: { kind: 'waiting' } }] }],
      });
    const { rows } = await desk.pool.query(
      'SELECT seq, type, cause, depth FROM ticket_event WHERE ticket_id = $1 AND seq >= $2 ORDER BY seq',
      [ticketId, seq],
    );
    expect(rows).toMatchObject([
      { seq, type: 'operation', cause: { kind: 'person', id: admin.id }, depth: 0 },
      { seq: seq + 1, type: 'message', cause: { kind: 'flow', flowVersionId, run: seq, node: 'say' }, depth: 1 },
    ]);
  });

  test('is started by whoever waits for it, too; asked again while it runs, it is not started again', async () => {
    const ticketId = await open();
    const wait = (updateId: string) =>
      desk.handle(ticketId).executeUpdate(operate, { args: [{ operation: run(), staffId: admin.id }], updateId });
    const { seq } = await wait('once');
    expect(await wait('once')).toEqual({ seq });
    expect((await wait('twice')).seq).toBeGreaterThan(seq);
    await expect.poll(() => notes(ticketId), within).toEqual(['Call them back']);
    const { rows } = await desk.pool.query<{ step: object }>(
      `SELECT step FROM ticket_step WHERE ticket_id = $1 AND step ->> 'what' = 'not_started'`,
      [ticketId],
    );
    expect(rows).toMatchObject([{ step: { entry: 'callBack', reason: 'running' } }]);
  });

  test('is refused where it makes no sense, and to agents', async () => {
    const ticketId = await open();
    const stranger = await insertFlow(desk.pool, byHand((await insertCustomer(desk.pool)).id));
    for (const senseless of [run('opened'), run('nowhere'), run('callBack', stranger.versionId)]) {
      await expect(act(ticketId, senseless)).rejects.toMatchObject({ code: 'not_possible' });
    }
    await expect(act(ticketId, run(), await insertStaff(desk.pool))).rejects.toMatchObject({ code: 'forbidden' });
    await markSpam(desk.context(admin), { ticketId });
    await expect(act(ticketId, run())).rejects.toMatchObject({ code: 'not_possible' });
  });
});

describe('a ticket taken to another version of its flow', () => {
  const flow = (nodes: FlowDocument['nodes']): FlowDocument => ({
    version: 1,
    appliesTo: { field: 'requester', op: 'is', value: customer.id },
    entries: [
      { id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'both' },
      { id: 'tagged', on: { type: 'tags_changed' }, ifRunning: 'beside', start: 'say' },
    ],
    nodes,
  });
  const wait = (next: string, seconds = 3600): FlowNode => ({
    type: 'wait',
    seconds,
    calendarVersionId: null,
    leaveOn: [],
    next,
  });
  const note = (text: string): FlowNode => ({ type: 'note', text, next: 'done' });
  const done: FlowNode = { type: 'end' };
  const paths = async (ticketId: string) => (await state(ticketId))?.runs.flatMap((run) => run.paths) ?? [];

  test('goes on there: waits keep their instants, or end at once; what has no place stops; new runs are of it', async () => {
    const { id, versionId: from } = await insertFlow(
      desk.pool,
      flow({
        ...{ both: { type: 'fork', branches: ['keep', 'shorten', 'drop'] }, done },
        ...{ keep: wait('say'), shorten: wait('say'), drop: wait('say'), say: note('Old words') },
      }),
    );
    const ticketId = await open();
    await expect
      .poll(() => paths(ticketId), within)
      .toMatchObject([
        { node: 'keep', state: { kind: 'waiting' } },
        { node: 'shorten', state: { kind: 'waiting' } },
        { node: 'drop', state: { kind: 'waiting' } },
      ]);
    const [kept] = await paths(ticketId);
    const to = await insertFlowVersion(
      desk.pool,
      id,
      flow({
        ...{ both: { type: 'fork', branches: ['stay', 'shorten'] }, done },
        ...{ stay: wait('say'), shorten: wait('say', 1), say: note('New words') },
      }),
    );
    const migrate: Operation = { act: 'migrate', from, to, nodes: { keep: 'stay' } };
    await act(ticketId, migrate);
    await expect.poll(() => notes(ticketId), within).toEqual(['New words']);
    await expect
      .poll(() => state(ticketId), within)
      .toMatchObject({ pinned: [to], runs: [{ flowVersionId: to, paths: [{ node: 'stay', state: kept!.state }] }] });
    const { rows } = await desk.pool.query<{ step: object }>(
      `SELECT step FROM ticket_step WHERE ticket_id = $1 AND step ->> 'what' IN ('migrated', 'stopped') ORDER BY id`,
      [ticketId],
    );
    expect(rows.map(({ step }) => step)).toMatchObject([
      { what: 'migrated', node: 'keep', to: 'stay', flowVersionId: from, toVersionId: to },
      { what: 'migrated', node: 'shorten', to: 'shorten' },
      { what: 'stopped', node: 'drop', reason: 'migrated' },
    ]);
    await changeTags(desk.context(admin), { ticketId, add: ['vip'], remove: [] });
    await expect.poll(() => notes(ticketId), within).toEqual(['New words', 'New words']);
    await expect(act(ticketId, migrate)).rejects.toMatchObject({ code: 'not_possible' });
  });

  test('is refused to a version of another flow, and where a named node is not there', async () => {
    const document = flow({ both: { type: 'fork', branches: ['keep', 'say'] }, keep: wait('done'), say: note('Words'), done }); // prettier-ignore
    const { id, versionId: from } = await insertFlow(desk.pool, document);
    const { versionId: other } = await insertFlow(desk.pool, document);
    const ticketId = await open();
    const to = await insertFlowVersion(desk.pool, id, document);
    const refused: Operation[] = [
      { act: 'migrate', from, to: other, nodes: {} },
      { act: 'migrate', from, to: from, nodes: {} },
      { act: 'migrate', from: to, to: from, nodes: {} },
      { act: 'migrate', from, to, nodes: { keep: 'nowhere' } },
    ];
    for (const operation of refused) {
      await expect(act(ticketId, operation)).rejects.toMatchObject({ code: 'not_possible' });
    }
    const reply = await desk.handle(ticketId).executeUpdate(operate, {
      args: [{ operation: { act: 'migrate', from, to, nodes: {} }, staffId: admin.id }],
      updateId: 'migrate',
    });
    expect(reply.seq).toBeGreaterThan(1);
    await expect.poll(() => state(ticketId), within).toMatchObject({ pinned: [to, other] });
  });
});
