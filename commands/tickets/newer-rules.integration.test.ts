import type { Condition } from '#domain/conditions/condition';
import type { FlowDocument } from '#domain/flow/document';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import type { SlaPolicy } from '#domain/sla/policy';
import { loadTicketNews } from '#queries/engine/load-ticket-news';
import { readCalendarVersion } from '#store/tickets/calendar-version';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCalendar, insertCustomer, insertFlow, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMessage } from './add-message.ts';
import { changePriority } from './change-priority.ts';
import { changeStatus } from './change-status.ts';
import { openTicket } from './open-ticket.ts';

let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});
beforeEach(async () => {
  await pool.query('UPDATE sla_policy SET is_active = false');
  await pool.query('UPDATE flow SET is_active = false');
  customer = await insertCustomer(pool);
  agent = await insertStaff(pool);
});

/** As newer code wrote it, before a roll-back: of whatever type is asked for. */
const newer = (written: unknown) => written as never;
const ofCompany: Condition = newer({ field: 'organisation', op: 'is', value: 'acme' });
const anHour: SlaPolicy = { targets: { normal: { resolution: 3600 } }, pauses: {}, warnAt: [] };
const flow = (more: object = {}): FlowDocument =>
  newer({
    ...{ version: 1, appliesTo: { all: [] } },
    entries: [{ id: 'start', on: { type: 'created' }, ifRunning: 'ignore', start: 'end' }],
    nodes: { end: { type: 'end' } },
    ...more,
  });
const as = (actor: Actor) => ({ pool, actor, deliverSoon: () => undefined });
const open = async () => (await openTicket(as(customer), buildOpenTicketInput(customer.id))).ticketId;
const pinned = async (id: string) => {
  const { rows } = await pool.query<{ policy: string | null; flows: string[] }>(
    'SELECT policy_version_id AS policy, flow_version_ids AS flows FROM ticket WHERE id = $1',
    [id],
  );
  return rows[0];
};
const secondsToBreach = async (id: string) => {
  const { rows } = await pool.query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM next_breach_at - created_at)::float8 AS seconds
     FROM ticket JOIN ticket_sla ON ticket_id = id WHERE id = $1`,
    [id],
  );
  return rows[0]?.seconds;
};
const load = (ticketId: string) =>
  loadTicketNews(pool, { ticketId, since: null, unknownFacts: [], knownFlows: [], neededFlows: [] });

describe('rolled back to code that does not know a condition', () => {
  test('policies and flows that hang on it do not match; tickets are opened, followed up and changed as ever', async () => {
    await insertPolicy(pool, { body: anHour, condition: ofCompany, position: 1 });
    const usual = await insertPolicy(pool, { body: anHour, position: 2 });
    await insertFlow(pool, flow({ appliesTo: ofCompany }));
    const everywhere = await insertFlow(pool, flow());
    const expected = { policy: usual.versionId, flows: [everywhere.versionId] };
    const ticketId = await open();
    expect(await pinned(ticketId)).toEqual(expected);
    await changePriority(as(agent), { ticketId, priority: 'high' });
    await changeStatus(as(agent), { ticketId, status: 'closed' });
    const words = { ticketId, public: true, body: 'Once more', via: 'web' } as const;
    const followUp = await addMessage(as(customer), words);
    expect(followUp.ticketId).not.toBe(ticketId);
    expect(await pinned(followUp.ticketId)).toEqual(expected);
  });

  test('a part of it that settles the answer still does', async () => {
    const either: Condition = newer({ any: [ofCompany, { field: 'via', op: 'is', value: 'web' }] });
    const policy = await insertPolicy(pool, { body: anHour, condition: either });
    expect(await pinned(await open())).toMatchObject({ policy: policy.versionId });
  });
});

describe('rolled back to code that does not know what a policy promises', () => {
  test('what it knows of the promise counts', async () => {
    const targets = { normal: { resolution: 3600, update: 600 }, critical: { resolution: 60 } };
    const body: SlaPolicy = newer({ targets, pauses: { resolution: ['with_vendor'] }, warnAt: [50, 120], penalty: 7 });
    await insertPolicy(pool, { body });
    const ticketId = await open();
    expect(await secondsToBreach(ticketId)).toBe(3600);
    expect((await load(ticketId))?.ticket.clocks).toMatchObject([{ metric: 'resolution', state: 'running' }]);
  });

  test.each<[string, object]>([
    ['a part that is unknown is passed over', { timeZone: 'UTC', weekly: {}, colour: 'red' }],
    ['hours that cannot be read count as always open', { timeZone: 'UTC', weekly: { mon: 'shifts' } }],
  ])('of its calendar %s', async (name, body) => {
    const hours = await insertCalendar(pool, newer(body));
    await insertPolicy(pool, { body: anHour, calendarVersionId: hours.versionId });
    expect(await secondsToBreach(await open())).toBe(name.startsWith('hours') ? 3600 : null);
  });
});

test('a calendar that cannot be read is neither open nor closed: what asks for it does not match', async () => {
  const { id, versionId } = await insertCalendar(pool, newer({ timeZone: 'UTC', weekly: { mon: 'shifts' } }));
  for (const op of ['within', 'outside'] as const) {
    await insertPolicy(pool, { body: anHour, condition: { field: 'openHours', op, value: id } });
  }
  expect(await pinned(await open())).toMatchObject({ policy: null });
  // What a flow's wait is refused by.
  expect(await readCalendarVersion(pool, versionId)).toBe('unreadable');
});

test.each<[string, object]>([
  ['of another version', { version: 2, appliesTo: { all: [] }, stages: [] }],
  ['without nodes', { version: 1, appliesTo: { all: [] }, entries: [], nodes: null }],
  ['with other entries', { version: 1, appliesTo: { all: [] }, entries: 'x', nodes: {} }],
  ['with a node that is none', { version: 1, appliesTo: { all: [] }, entries: [], nodes: { x: null } }],
])('a flow %s is as if it were not there, and does not keep its ticket from loading', async (_, written) => {
  const document: FlowDocument = newer(written);
  const { versionId } = await insertFlow(pool, document);
  const ticketId = await open();
  expect(await pinned(ticketId)).toMatchObject({ flows: [versionId] });
  expect((await load(ticketId))?.flows).toEqual({});
});
