import { randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { readFacts } from '#store/tickets/read-facts';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { holdStatement } from '#testkit/hold-statement';
import { waitUntil } from '#testkit/wait-until';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { addMessage } from './add-message.ts';
import { changePriority } from './change-priority.ts';
import { changeTags } from './change-tags.ts';
import type { CommandContext } from './command-context.ts';
import { markSpam } from './leave-queue.ts';
import { mergeTicket } from './merge-ticket.ts';
import { moveToTeam } from './move-to-team.ts';
import { openTicket } from './open-ticket.ts';
import { unmergeTicket } from './unmerge-ticket.ts';

let url: string;
let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let admin: StaffActor;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  url = database.url;
  pool = new pg.Pool({ connectionString: url, max: 12 });
  atEndOfFile('pool', () => pool.end());
  customer = await insertCustomer(pool);
  admin = await insertStaff(pool, { role: 'admin' });
});

const as = (actor: Actor): CommandContext => ({ pool, actor, deliverSoon: () => undefined });
const open = (requesterId = customer.id) => openTicket(as(admin), buildOpenTicketInput(requesterId));
/** Tickets in the order of their ids. */
const openInOrder = async (count: number) =>
  (await Promise.all(Array.from({ length: count }, () => open()))).sort((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
const merge = (ticketId: string, into: string) => mergeTicket(as(admin), { ticketId, into });
const unmerge = (ticketId: string) => unmergeTicket(as(admin), { ticketId });
const write = (by: Actor, ticketId: string, lastMessageId?: string) =>
  addMessage(as(by), { ticketId, public: true, body: 'Words', via: 'web', lastMessageId });
const factsOf = (ticketId: string) => readFacts(pool, ticketId, { after: 0, limit: 1000 });
const typesOf = async (ticketId: string) => (await factsOf(ticketId)).map(({ type }) => type);
const mergedInto = async (ticketId: string) =>
  (await pool.query<{ into: string | null }>('SELECT merged_into_id AS into FROM ticket WHERE id = $1', [ticketId]))
    .rows[0]!.into;
/** So many sessions wait for a row that another one has. */
const waitForRows = (sessions: number) =>
  waitUntil('sessions wait for rows', async () => {
    const { rowCount } = await pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event IN ('transactionid', 'tuple')`,
    );
    return rowCount === sessions;
  });

test.each([
  ['the lower id', 0, 1],
  ['the higher id', 1, 0],
])('a command that waits while its ticket, %s, is merged happens once, on the survivor', async (_, one, other) => {
  const tickets = await openInOrder(2);
  const [merged, survivor] = [tickets[one]!.ticketId, tickets[other]!.ticketId];
  const hold = await holdStatement(url, { table: 'outbox', on: 'insert', at: 'statement' });
  const merging = merge(merged, survivor);
  await hold.held();
  const tagging = changeTags(as(admin), { ticketId: merged, add: ['vip'], remove: [] });
  await waitForRows(1);
  await hold.release();
  await merging;
  expect(await tagging).toMatchObject({ ticketId: survivor, revision: 3 });
  expect(await typesOf(merged)).toEqual(['created', 'merged']);
  expect(await typesOf(survivor)).toEqual(['created', 'absorbed', 'tags']);
});

test.each([
  ['the lower id', 0, 1],
  ['the higher id', 1, 0],
])(
  'a command that waits while the merge of its ticket, %s, is undone happens on that ticket',
  async (_, one, other) => {
    const tickets = await openInOrder(2);
    const [merged, survivor] = [tickets[one]!.ticketId, tickets[other]!.ticketId];
    await merge(merged, survivor);
    const hold = await holdStatement(url, { table: 'outbox', on: 'insert', at: 'statement' });
    // Holds the survivor alone, so that the command finds the merge and then waits behind the undoing.
    const first = changeTags(as(admin), { ticketId: survivor, add: ['first'], remove: [] });
    await hold.held();
    const undoing = unmerge(merged);
    await waitForRows(1);
    const tagging = changeTags(as(admin), { ticketId: merged, add: ['vip'], remove: [] });
    await waitForRows(2);
    await hold.release();
    await Promise.all([first, undoing]);
    expect(await tagging).toMatchObject({ ticketId: merged });
    expect(await typesOf(merged)).toEqual(['created', 'merged', 'unmerged', 'tags']);
    expect(await typesOf(survivor)).toEqual(['created', 'absorbed', 'tags', 'gave_back']);
  },
);

test('undoing a merge tells the survivor of that moment, not one that was found before waiting', async () => {
  const [a, b, c] = (await openInOrder(3)).map(({ ticketId }) => ticketId) as [string, string, string];
  await merge(c, a);
  const hold = await holdStatement(url, { table: 'outbox', on: 'insert', at: 'statement' });
  const changing = merge(a, b);
  await hold.held();
  const undoing = unmerge(c);
  await waitForRows(1);
  await hold.release();
  await Promise.all([changing, undoing]);
  expect(await typesOf(a)).toEqual(['created', 'absorbed', 'merged']);
  expect((await factsOf(b)).at(-1)).toMatchObject({ type: 'gave_back', ticketId: c });
  expect((await factsOf(c)).at(-1)).toMatchObject({ type: 'unmerged', from: b });
});

/** How often PostgreSQL had to end a transaction of this database for another; commands repeat them, so nobody would know. */
const deadlocks = async () => {
  const { rows } = await pool.query<{ count: string }>(
    'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0]!.count;
};
const expectNoMoreDeadlocks = async (before: string) => {
  // Statistics are told when a session has been idle for a while.
  await new Promise((done) => setTimeout(done, 1_200));
  expect(await deadlocks()).toBe(before);
};

test('merges each way, in rings and in chains, all at once: no circle, no deadlock, one word each on one survivor', async () => {
  const before = await deadlocks();
  for (let round = 0; round < 10; round += 1) {
    const tickets = (await openInOrder(5)).map(({ ticketId }) => ticketId);
    const ring = tickets.flatMap((ticketId, at) => {
      const next = tickets[(at + 1) % tickets.length]!;
      return [merge(ticketId, next), merge(next, ticketId)];
    });
    const words = tickets.map((ticketId) => write(customer, ticketId));
    const answers = await Promise.allSettled([...ring, ...words]);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(Problem);
    const into = await Promise.all(tickets.map(mergedInto));
    expect(into.filter((one) => one === null)).toHaveLength(1);
    const facts = (await Promise.all(tickets.map(factsOf))).flat();
    expect(facts.filter(({ type }) => type === 'message')).toHaveLength(words.length);
    expect(facts.filter(({ type }) => type === 'merged')).toHaveLength(tickets.length - 1);
    expect(facts.filter(({ type }) => type === 'absorbed')).toHaveLength(tickets.length - 1);
  }
  await expectNoMoreDeadlocks(before);
});

test('merging and undoing it, all at once: no deadlock, and each undoing is told on both sides', async () => {
  const before = await deadlocks();
  for (let round = 0; round < 20; round += 1) {
    const [low, high] = (await openInOrder(2)).map(({ ticketId }) => ticketId) as [string, string];
    const [merged, survivor] = round % 2 === 0 ? [high, low] : [low, high];
    await merge(merged, survivor);
    const again = [
      unmerge(merged),
      merge(merged, survivor),
      merge(survivor, merged),
      unmerge(merged),
      unmerge(survivor),
    ];
    await Promise.allSettled([...again, write(customer, merged), write(customer, survivor)]);
    const facts = [...(await typesOf(low)), ...(await typesOf(high))];
    const count = (wanted: string) => facts.filter((type) => type === wanted).length;
    expect(count('absorbed')).toBe(count('merged'));
    expect(count('gave_back')).toBe(count('unmerged'));
    expect(count('message')).toBe(2);
    const away = [await mergedInto(low), await mergedInto(high)].filter((into) => into !== null);
    expect(away).toHaveLength(count('merged') - count('unmerged'));
  }
  await expectNoMoreDeadlocks(before);
});

test('a chain of sixty merges leads to its end', async () => {
  const tickets = (await openInOrder(60)).map(({ ticketId }) => ticketId);
  for (const [at, ticketId] of tickets.slice(0, -1).entries()) await merge(ticketId, tickets[at + 1]!);
  const last = tickets.at(-1)!;
  expect(await write(customer, tickets[0]!)).toMatchObject({ ticketId: last });
  await unmerge(tickets[0]!);
  expect((await factsOf(last)).at(-1)).toMatchObject({ type: 'gave_back', ticketId: tickets[0] });
});

test('who edits by what they saw of a ticket that is merged has not seen the survivor', async () => {
  const [seen, survivor] = [await open(), await open()];
  await changePriority(as(admin), { ticketId: survivor.ticketId, priority: 'urgent' });
  await merge(seen.ticketId, survivor.ticketId);
  const { ticketId, revision } = seen;
  await expect(changePriority(as(admin), { ticketId, priority: 'low', revision: revision + 5 })).rejects.toMatchObject({
    code: 'stale',
    news: [{ seq: 2, type: 'merged', by: 'person' }],
  });
  expect(await changePriority(as(admin), { ticketId, priority: 'low' })).toMatchObject({ ticketId: survivor.ticketId });
});

test('a reply on a survivor knows the messages of what was merged into it', async () => {
  const [older, survivor, other] = [await open(), await open(), await open()];
  const word = await write(customer, other.ticketId);
  await merge(older.ticketId, other.ticketId);
  await merge(other.ticketId, survivor.ticketId);
  const { ticketId } = survivor;
  await expect(write(admin, ticketId, survivor.messageId)).rejects.toMatchObject({
    code: 'stale',
    news: [
      { type: 'created', messageId: other.messageId },
      { type: 'message', messageId: word.messageId },
    ],
  });
  await expect(write(admin, ticketId, older.messageId)).rejects.toMatchObject({ code: 'stale' });
  await write(admin, other.ticketId, word.messageId);
  await unmerge(other.ticketId);
  await expect(write(admin, ticketId, word.messageId)).rejects.toMatchObject({ code: 'unknown_reference' });
});

test('the survivor must be in the queue, and within the sight of who merges', async () => {
  const [spam, hidden, ticket] = [await open(), await open(), await open()];
  await markSpam(as(admin), { ticketId: spam.ticketId });
  await moveToTeam(as(admin), { ticketId: hidden.ticketId, teamId: await insertTeam(pool) });
  await expect(merge(ticket.ticketId, spam.ticketId)).rejects.toMatchObject({ code: 'not_possible' });
  const agent = await insertStaff(pool);
  const sides = [
    { ticketId: ticket.ticketId, into: hidden.ticketId },
    { ticketId: hidden.ticketId, into: ticket.ticketId },
    { ticketId: ticket.ticketId, into: randomUUID() },
  ];
  for (const side of sides) {
    await expect(mergeTicket(as(agent), side)).rejects.toMatchObject({ code: 'not_found' });
  }
  const light = await insertStaff(pool, { role: 'light_agent' });
  const { ticketId: into } = await open();
  await expect(mergeTicket(as(light), { ticketId: ticket.ticketId, into })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await typesOf(ticket.ticketId)).toEqual(['created']);
});

test("another customer's ticket may be the survivor; what they do not see stays not found", async () => {
  const stranger = await insertCustomer(pool);
  const [own, theirs] = [await open(stranger.id), await open()];
  await merge(own.ticketId, theirs.ticketId);
  await expect(write(stranger, own.ticketId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await write(customer, theirs.ticketId)).toMatchObject({ ticketId: theirs.ticketId });
});
