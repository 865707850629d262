import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import { operateTicket } from '#commands/tickets/operate-ticket';
import type { FlowDocument } from '#domain/flow/document';
import type { Actor } from '#domain/permissions/actor';
import { insertCustomer, insertFlow, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { fresh, nudge } from './ticket.messages.ts';

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
  const mine = { field: 'requester', op: 'is', value: customer.id } as const;
  const flow: FlowDocument = {
    version: 1,
    appliesTo: mine,
    entries: [
      { id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'rest' },
      { id: 'tagged', on: { type: 'tags_changed' }, ifRunning: 'ignore', start: 'say' },
    ],
    nodes: {
      rest: {
        type: 'wait',
        seconds: 3600,
        calendarVersionId: null,
        leaveOn: [{ event: { type: 'customer_replied' }, next: 'mark' }],
        next: 'done',
      },
      mark: { type: 'set', addTags: ['answered'], removeTags: [], next: 'done' },
      say: { type: 'note', text: 'Somebody put a tag on it', next: 'done' },
      done: { type: 'end' },
    },
  };
  await insertFlow(desk.pool, flow);
});

const row = (ticketId: string) => readEngineRow(desk.pool, ticketId);
const paths = async (ticketId: string) => (await row(ticketId)).state?.runs.flatMap((run) => run.paths) ?? [];
const tags = async (ticketId: string) =>
  (await desk.pool.query<{ tags: string[] }>('SELECT tags FROM ticket WHERE id = $1', [ticketId])).rows[0]?.tags;

/** Opened and waiting in its flow; then newer code wrote a fact of a type nobody here knows, and was rolled back. */
async function openWithUnknownFact(): Promise<{ ticketId: string; seq: number; until: number }> {
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ state: { kind: 'waiting' } }]);
  const state = (await paths(ticketId))[0]!.state;
  const { rows } = await desk.pool.query<{ seq: number; epoch: string }>(
    `WITH fact AS (
       INSERT INTO ticket_event (ticket_id, seq, at, revision, type, data, cause, depth)
       SELECT id, last_seq + 1, nixflow_now(), revision + 1, 'telepathy', '{}', '{"kind": "engine"}', 0
       FROM ticket WHERE id = $1 RETURNING seq
     ), engine AS (UPDATE ticket_engine SET last_seq = last_seq + 1, news_since = nixflow_now() WHERE ticket_id = $1)
     UPDATE ticket SET last_seq = last_seq + 1, revision = revision + 1 FROM fact, installation WHERE ticket.id = $1
     RETURNING fact.seq, database_epoch AS epoch`,
    [ticketId],
  );
  const { seq, epoch } = rows[0]!;
  await desk.handle(ticketId).signal('news', { seq, epoch });
  await expect
    .poll(() => paths(ticketId), within)
    .toMatchObject([{ node: 'rest', state: { kind: 'stuck', reason: 'fact_unknown' } }]);
  return { ticketId, seq, until: state.kind === 'waiting' ? state.until : 0 };
}

test('a fact that only newer code knows holds the path, visibly, while the clocks go on', async () => {
  await insertPolicy(desk.pool, {
    body: { targets: { normal: { firstResponse: 3 } }, pauses: {}, warnAt: [] },
    condition: { field: 'requester', op: 'is', value: customer.id },
  });
  const { ticketId, seq } = await openWithUnknownFact();
  // On a slow machine the breach is on record by now, and seen as well.
  expect((await row(ticketId)).seenSeq).toBeGreaterThanOrEqual(seq);
  expect((await row(ticketId)).stuckAt).toBeInstanceOf(Date);
  const { currentDetails } = await desk
    .handle(ticketId)
    .query<{ currentDetails: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain(`stuck at rest (fact_unknown: fact ${seq}, "telepathy")`);
  const { typedSearchAttributes } = await desk.handle(ticketId).describe();
  expect(JSON.stringify(typedSearchAttributes.getAll())).toContain('true');
  await expect.poll(() => readSlaRecords(desk.pool, ticketId), within).toMatchObject([{ percent: 100 }]);
  // Moved since, and still held.
  await expect.poll(() => row(ticketId), within).toMatchObject({ newsSince: null, seenSeq: seq + 1 });
  expect((await row(ticketId)).stuckAt).toBeInstanceOf(Date);
  const { status } = await desk.handle(ticketId).describe();
  expect(status.name).toBe('RUNNING');
});

test.each([
  ['asked to start fresh', async (ticketId: string) => desk.handle(ticketId).signal(fresh)],
  ['restarted and nudged', async (ticketId: string) => restart().then(() => desk.handle(ticketId).signal(nudge))],
])('%s when its code knows the fact, it folds that fact and waits on for the same instant', async (_, ask) => {
  const { ticketId, seq, until } = await openWithUnknownFact();
  // The newer version is back: what that fact says is known now.
  await desk.pool.query(
    `UPDATE ticket_event SET type = 'tags', data = '{"added": ["vip"], "removed": []}' WHERE ticket_id = $1 AND seq = $2`,
    [ticketId, seq],
  );
  await ask(ticketId);
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ node: 'rest', state: { kind: 'waiting', until } }]);
  const said = async () =>
    (await desk.pool.query('SELECT FROM message WHERE ticket_id = $1 AND seq > 1', [ticketId])).rowCount;
  await expect.poll(said, within).toBe(1);
  await expect
    .poll(() => row(ticketId), within)
    .toMatchObject({ stuckAt: null, newsSince: null, state: { unknownFacts: [] } });
  await restart();
  await addMessage(desk.context(customer), { ticketId, public: true, body: 'Still there?', via: 'web' });
  await expect.poll(() => tags(ticketId), within).toContain('answered');
});

test('an operator passes over it, and the path goes on without it', async () => {
  const { ticketId, until } = await openWithUnknownFact();
  const [run] = (await row(ticketId)).state!.runs;
  const operation = { act: 'retry', run: run!.run, path: run!.paths[0]!.path } as const;
  await operateTicket(desk.context(admin), { ticketId, operation });
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ node: 'rest', state: { kind: 'waiting', until } }]);
  expect(await row(ticketId)).toMatchObject({ stuckAt: null, state: { unknownFacts: [{ type: 'telepathy' }] } });
});

async function restart(): Promise<void> {
  await desk.stopWorker();
  await desk.startWorker();
}
