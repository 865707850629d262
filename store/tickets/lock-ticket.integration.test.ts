import { randomUUID } from 'node:crypto';
import { BEFORE_OPENING } from '#domain/sla/sla-state';
import type { FactDraft } from '#domain/tickets/fact';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertPolicy } from '#testkit/factories/desk';
import { waitUntil } from '#testkit/wait-until';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { readNow } from '../clock.ts';
import { engineRows } from '../engine/engine-row.ts';
import { inTransaction } from '../transaction.ts';
import { appendFacts, insertTicket } from './append-facts.ts';
import { findSurvivor } from './find-survivor.ts';
import { lockTicket } from './lock-ticket.ts';

let pool: pg.Pool;
let policyVersionId: string;
const origin = { cause: { kind: 'engine' }, depth: 0 } as const;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  const body = { targets: { normal: { firstResponse: 60 }, urgent: { firstResponse: 6 } }, pauses: {}, warnAt: [] };
  policyVersionId = (await insertPolicy(pool, { body })).versionId;
});

async function open(): Promise<string> {
  const id = randomUUID();
  const { id: requesterId } = await insertCustomer(pool);
  const created: FactDraft = {
    ...{ type: 'created', by: 'customer', via: 'web', status: 'new', priority: 'normal', tags: [] },
    ...{ teamId: null, assigneeId: null, requesterId, policyVersionId, flowVersionIds: [], followUpOfId: null },
    messageId: randomUUID(),
  };
  await inTransaction(pool, async (client) => {
    const now = (await readNow(client)).getTime();
    await insertTicket(client, { row: { id, subject: 'A' }, sla: BEFORE_OPENING, now }, [created], origin);
  });
  return id;
}

const raise: FactDraft = { type: 'priority', from: 'normal', to: 'urgent' };
const lockIn = async (client: pg.PoolClient, ticketId: string) => {
  const ticket = await lockTicket(client, ticketId);
  if (!ticket) throw new Error('It is not there.');
  return ticket;
};
const waitsForRow = () =>
  waitUntil('somebody waits for the row', async () => {
    const { rowCount } = await pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid'`,
    );
    return rowCount === 1;
  });

test('who waited for a lock sees row, clocks and time as they are after the wait', async () => {
  const ticketId = await open();
  const first = inTransaction(pool, async (client) => {
    const before = await lockIn(client, ticketId);
    const waiting = inTransaction(pool, (other) => lockIn(other, ticketId));
    waiting.catch(() => undefined);
    await waitsForRow();
    const written = await appendFacts(client, before, [raise], origin);
    const released = (await readNow(client)).getTime();
    return { waiting, written: written.ticket, released };
  });
  const { waiting, written, released } = await first;
  const seen = await waiting;
  expect(seen.row).toEqual(written.row);
  expect(seen.sla).toEqual(JSON.parse(JSON.stringify(written.sla)));
  expect(seen.now).toBeGreaterThanOrEqual(released);
});

test('a fact is never earlier than the one before it, whatever the clock says', async () => {
  const ticketId = await open();
  const { facts } = await inTransaction(pool, async (client) => {
    const ticket = await lockIn(client, ticketId);
    return appendFacts(client, { ...ticket, now: ticket.row.lastFactAt - 5_000 }, [raise], origin);
  });
  const { rows } = await pool.query('SELECT last_fact_at = created_at AS "isKept" FROM ticket WHERE id = $1', [
    ticketId,
  ]);
  expect(rows).toEqual([{ isKept: true }]);
  expect(facts).toMatchObject([{ seq: 2, revision: 2 }]);
});

test('news is told to the engine since the first of it, and the next mark follows the clocks', async () => {
  const ticketId = await open();
  const read = async () =>
    (
      await pool.query<{ since: Date; seq: number; mark: Date | null; breach: Date | null }>(
        `SELECT news_since AS since, last_seq AS seq, next_mark_at AS mark, next_breach_at AS breach
         FROM ticket_engine JOIN ticket_sla USING (ticket_id) WHERE ticket_id = $1`,
        [ticketId],
      )
    ).rows[0]!;
  const before = await read();
  await inTransaction(pool, async (client) => appendFacts(client, await lockIn(client, ticketId), [raise], origin));
  const after = await read();
  expect(after).toEqual({ since: before.since, seq: 2, mark: expect.any(Date) as Date, breach: after.mark });
  expect(before.mark!.getTime() - after.mark!.getTime()).toBe(54_000);
});

test('nothing to write is a mistake of the caller, and what is not there has no lock and no survivor', async () => {
  const ticketId = await open();
  const nothing = inTransaction(pool, async (client) =>
    appendFacts(client, await lockIn(client, ticketId), [], origin),
  );
  await expect(nothing).rejects.toThrow('no fact');
  const absent = randomUUID();
  expect(await inTransaction(pool, (client) => lockTicket(client, absent))).toBeNull();
  expect(await findSurvivor(pool, absent)).toBe(absent);
});

test('whoever only writes down steps of a ticket does not wait for the ticket’s lock, or the two could wait in a circle', async () => {
  const ticketId = await open();
  await inTransaction(pool, async (client) => {
    await lockIn(client, ticketId);
    const step = { run: 1, flowVersionId: randomUUID(), path: '1.1', node: 'wait', visit: 1, what: 'started' } as const;
    const row = { ticketId, over: 0, seenSeq: 1, state: { version: 2 }, nextAt: null, steps: [step], isHeld: false };
    const written = inTransaction(pool, async (other) => {
      await other.query(`SET LOCAL lock_timeout = '3s'`);
      return engineRows.write(other, row);
    });
    expect(await written).toEqual(expect.any(Number));
  });
});
