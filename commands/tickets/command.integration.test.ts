import { randomUUID } from 'node:crypto';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { setClockShift } from '#store/clock';
import { idempotencyKeys } from '#store/idempotency-keys';
import type { OutboxRow } from '#store/outbox/outbox-row';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { holdStatement } from '#testkit/hold-statement';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addMessage } from './add-message.ts';
import { changePriority } from './change-priority.ts';
import { changeStatus } from './change-status.ts';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { mergeTicket } from './merge-ticket.ts';
import { openTicket } from './open-ticket.ts';

let url: string;
let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let delivered: OutboxRow[];

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  url = database.url;
  pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => undefined);
  atEndOfFile('pool', () => pool.end());
  customer = await insertCustomer(pool);
  agent = await insertStaff(pool);
});
beforeEach(async () => {
  delivered = [];
  await setClockShift(pool, 0);
});

const as = (actor: Actor, more: Partial<CommandContext> = {}): CommandContext => ({
  pool,
  actor,
  deliverSoon: (rows) => delivered.push(...rows),
  ...more,
});
const open = async () => {
  const receipt = await openTicket(as(customer), buildOpenTicketInput(customer.id));
  delivered = [];
  return receipt;
};
const count = async (table: string, ticketId: string) =>
  (await pool.query(`SELECT FROM ${table} WHERE ticket_id = $1`, [ticketId])).rowCount;
const told = () => delivered.map(({ destination, ticketId, seq }) => ({ destination, ticketId, seq }));

test('what is committed is handed to delivery once, a row for each destination with the newest seq', async () => {
  const { ticketId } = await open();
  await addMessage(as(agent), { ticketId, public: true, body: 'Words', via: 'web' });
  expect(told()).toEqual([
    { destination: 'temporal', ticketId, seq: 3 },
    { destination: 'socket', ticketId, seq: 3 },
  ]);
  const { rows } = await pool.query('SELECT id::text FROM outbox WHERE ticket_id = $1 AND seq = 3 ORDER BY id', [
    ticketId,
  ]);
  expect(rows).toEqual(delivered.map(({ id }) => ({ id })));
});

test('who changes nothing, is refused or asks again has nothing to deliver', async () => {
  const { ticketId } = await open();
  const key = { idempotencyKey: randomUUID() };
  await changePriority(as(agent, key), { ticketId, priority: 'high' });
  delivered = [];
  await changePriority(as(agent, key), { ticketId, priority: 'high' });
  await changePriority(as(agent), { ticketId, priority: 'high' });
  await expect(changePriority(as(customer), { ticketId, priority: 'low' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(delivered).toEqual([]);
});

test('nothing is handed to delivery before the commit has come about', async () => {
  const { ticketId } = await open();
  const hold = await holdStatement(url, { table: 'ticket_event', on: 'insert', at: 'commit' });
  const changing = changePriority(as(agent), { ticketId, priority: 'high' });
  changing.catch(() => undefined);
  await hold.held();
  await hold.abandon();
  await expect(changing).rejects.toThrow('terminat');
  expect(delivered).toEqual([]);
  expect(await count('ticket_event', ticketId)).toBe(1);
});

test("a ticket's own loop gets no signal for that ticket, and every other ticket gets its own", async () => {
  const [own, other] = [(await open()).ticketId, (await open()).ticketId];
  await mergeTicket(as({ kind: 'engine' }, { ownTicketId: own }), { ticketId: own, into: other });
  expect(told()).toEqual([
    { destination: 'socket', ticketId: own, seq: 2 },
    { destination: 'temporal', ticketId: other, seq: 2 },
    { destination: 'socket', ticketId: other, seq: 2 },
  ]);
});

test('the same bytes are answered to the same key, whether asked later or at the same time', async () => {
  const { ticketId } = await open();
  const ask = () => {
    const context = as(agent, { idempotencyKey: 'once' });
    return addMessage(context, { ticketId, public: true, body: 'Words', via: 'web' }).then((reply) =>
      JSON.stringify(reply),
    );
  };
  const replies = await Promise.all([ask(), ask(), ask(), ask()]);
  await changePriority(as(agent), { ticketId, priority: 'urgent' });
  expect(new Set([...replies, await ask()]).size).toBe(1);
  expect(await count('message', ticketId)).toBe(2);
});

test('a key is of one person and one verb', async () => {
  const { ticketId } = await open();
  const key = { idempotencyKey: 'mine' };
  const words = { ticketId, public: true, body: 'Words', via: 'web' } as const;
  await addMessage(as(agent, key), words);
  await addMessage(as(await insertStaff(pool), key), words);
  await addMessage(as(customer, key), words);
  await changeStatus(as(agent, key), { ticketId, status: 'pending' });
  expect(await count('message', ticketId)).toBe(4);
});

test('a key is kept for a day by the clock of the database, and no longer', async () => {
  const { ticketId } = await open();
  const words = { ticketId, public: true, body: 'Words', via: 'web' } as const;
  const ask = () => addMessage(as(agent, { idempotencyKey: 'daily' }), words);
  const first = await ask();
  await setClockShift(pool, 24 * 3_600_000 - 60_000);
  expect(await ask()).toEqual(first);
  expect(await idempotencyKeys.deleteOld(pool)).toBe(0);
  await setClockShift(pool, 24 * 3_600_000 + 1);
  expect((await ask()).messageId).not.toBe(first.messageId);
  await setClockShift(pool, 48 * 3_600_000 + 60_000);
  expect(await idempotencyKeys.deleteOld(pool)).toBeGreaterThan(0);
});

test('who waits for a key that its holder then does not keep does the work', async () => {
  const { ticketId } = await open();
  const context = as(agent, { idempotencyKey: 'contested' });
  const ask = () => addMessage(context, { ticketId, public: true, body: 'Words', via: 'web' });
  const hold = await holdStatement(url, { table: 'outbox', on: 'insert', at: 'statement' });
  const first = ask();
  const [holder] = await hold.held();
  const second = ask();
  await pool.query('SELECT pg_terminate_backend($1)', [holder]);
  await expect(first).rejects.toThrow('terminating connection');
  await hold.release();
  await second;
  expect(await count('message', ticketId)).toBe(2);
});

test('a command that PostgreSQL gave up for another is begun again, three times at most, and delivered once', async () => {
  const { ticketId } = await open();
  let attempts = 0;
  const failing = (times: number) =>
    command<object, number>('failing', async (work) => {
      attempts += 1;
      await work.record(await work.lock(ticketId), [{ type: 'tags', added: [`tag-${attempts}`], removed: [] }]);
      if (attempts <= times) await work.client.query(`DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$`);
      return attempts;
    });
  expect(await failing(3)(as(agent), {})).toBe(4);
  expect(told().map(({ seq }) => seq)).toEqual([3, 3]);
  attempts = 0;
  await expect(failing(4)(as(agent), {})).rejects.toMatchObject({ code: '40P01' });
  expect(attempts).toBe(4);
});

test('two commands that lock each other out are both done', async () => {
  const [a, b] = [(await open()).ticketId, (await open()).ticketId];
  const inTurn = command<{ one: string; other: string }, unknown>('in-turn', async (work, { one, other }) => {
    const first = await work.lock(one);
    await work.client.query('SELECT pg_sleep(0.1)');
    await work.record(await work.lock(other), [{ type: 'tags', added: ['met'], removed: [] }]);
    await work.record(first, [{ type: 'tags', added: [`with-${other.slice(0, 8)}`], removed: [] }]);
  });
  await Promise.all([inTurn(as(agent), { one: a, other: b }), inTurn(as(agent), { one: b, other: a })]);
  const { rows } = await pool.query('SELECT revision, cardinality(tags) AS tags FROM ticket WHERE id IN ($1, $2)', [
    a,
    b,
  ]);
  expect(rows).toEqual([
    { revision: 3, tags: 2 },
    { revision: 3, tags: 2 },
  ]);
});
