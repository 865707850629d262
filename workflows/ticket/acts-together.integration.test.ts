import { openTicket } from '#commands/tickets/open-ticket';
import type { FlowDocument } from '#domain/flow/document';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertFlow, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, expect, test } from 'vitest';
import type { TicketActivities } from './ticket.ports.ts';

const within = { timeout: 15_000 };
let desk: TicketWorker;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
/** Whether acts answer without the news after them, as when the database goes away in between. */
let isNewsLost = false;

beforeAll(async () => {
  desk = await startTicketWorker({
    activities: (real) => ({
      ...real,
      async actForTicket(...asked: Parameters<TicketActivities['actForTicket']>) {
        const answer = await (real as TicketActivities).actForTicket(...asked);
        return isNewsLost ? { ...answer, news: undefined } : answer;
      },
    }),
  });
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool);
});

const insert = (tag: string, nodes: FlowDocument['nodes'], on: FlowDocument['entries'][number]['on']) =>
  insertFlow(desk.pool, {
    version: 1,
    appliesTo: { field: 'tags', op: 'has', value: tag },
    entries: [{ id: 'start', on, ifRunning: 'ignore', start: 'first' }],
    nodes,
  });
const open = async (tag: string) =>
  (await openTicket(desk.context(agent), { ...buildOpenTicketInput(customer.id), tags: [tag] })).ticketId;
const paths = async (ticketId: string) =>
  (await readEngineRow(desk.pool, ticketId)).state?.runs.flatMap((run) => run.paths) ?? [];
const told = async (ticketId: string) =>
  (await desk.pool.query<{ text: string }>('SELECT text FROM notice WHERE ticket_id = $1', [ticketId])).rows;

/** The acts of a ticket's loop, by its history; the first two are those of the opening. */
async function actsOf(ticketId: string): Promise<string[]> {
  const { events } = await desk.handle(ticketId).fetchHistory();
  return (events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => {
    const data = marker?.details?.['data']?.payloads?.[0]?.data;
    return data ? [(JSON.parse(Buffer.from(data).toString()) as { activity_type: string }).activity_type] : [];
  });
}

type Node = FlowDocument['nodes'][string];
const longWait: Node = { type: 'wait', seconds: 3600, calendarVersionId: null, leaveOn: [], next: 'end' };
const end: Node = { type: 'end' };
const tell = (text: string, next: string, staffId = agent.id): Node => {
  return { type: 'notify', to: [{ kind: 'person', staffId }], text, next };
};

test('a breach with its reminder and the wait after it is two acts: the record, and what the flow does at once', async () => {
  await insertPolicy(desk.pool, {
    condition: { field: 'tags', op: 'has', value: 'breach' },
    body: { targets: { normal: { resolution: 1 } }, pauses: {}, warnAt: [] },
  });
  const on = { type: 'sla_breached', metric: 'resolution' } as const;
  await insert('breach', { first: tell('Late', 'then'), then: tell('Too late', 'wait'), wait: longWait, end }, on);
  const ticketId = await open('breach');
  await expect.poll(() => paths(ticketId), within).toMatchObject([{ node: 'wait', state: { kind: 'waiting' } }]);
  expect(await told(ticketId)).toEqual([{ text: 'Late' }, { text: 'Too late' }]);
  const { rows } = await desk.pool.query('SELECT FROM ticket_effect WHERE ticket_id = $1', [ticketId]);
  expect(rows).toHaveLength(3);
  await expect
    .poll(() => actsOf(ticketId), within)
    .toEqual(['loadTicketNews', 'saveTicketEngine', 'recordSlaMarks', 'actForTicket']);
});

const raiseThenWait: FlowDocument['nodes'] = {
  first: { type: 'set', priority: 'high', addTags: [], removeTags: [], next: 'tell' },
  tell: { type: 'notify', to: [{ kind: 'team' }], text: 'Raised', next: 'wait', failed: 'wait' },
  wait: longWait,
  end,
};

test('what an act made is folded from its own answer; without that the loop asks for it, and goes the same way', async () => {
  await insert('raise', raiseThenWait, { type: 'created' });
  const rests = (ticketId: string) =>
    expect.poll(() => paths(ticketId), within).toMatchObject([{ node: 'wait', state: { kind: 'waiting' } }]);
  const whole = await open('raise');
  await rests(whole);
  await expect.poll(() => actsOf(whole), within).toEqual(['loadTicketNews', 'actForTicket', 'actForTicket']);
  isNewsLost = true;
  const lost = await open('raise');
  await rests(lost);
  isNewsLost = false;
  const acts = ['loadTicketNews', 'actForTicket', 'loadTicketNews', 'actForTicket'];
  await expect.poll(() => actsOf(lost), within).toEqual(acts);
  expect((await readEngineRow(desk.pool, lost)).seenSeq).toBe((await readEngineRow(desk.pool, whole)).seenSeq);
});

test('when what follows cannot be carried out, what came before is done all the same, once', async () => {
  await insert('bob', { first: tell('Before Bob', 'bob'), bob: tell('Bob?', 'end', 'Bob'), end }, { type: 'created' });
  const ticketId = await open('bob');
  await expect
    .poll(() => paths(ticketId), within)
    .toMatchObject([{ node: 'bob', state: { kind: 'stuck', reason: 'node_unreadable' } }]);
  expect(await told(ticketId)).toEqual([{ text: 'Before Bob' }]);
});
