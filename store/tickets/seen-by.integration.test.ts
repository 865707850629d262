import { randomUUID } from 'node:crypto';
import type { Actor } from '#domain/permissions/actor';
import { PERMISSIONS } from '#domain/permissions/permission';
import { canSee, type TicketScope } from '#domain/permissions/ticket';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from './seen-by.ts';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  await pool.query(`INSERT INTO organisation (id, name) SELECT id, id::text FROM unnest($1::uuid[]) AS id`, [
    organisations,
  ]);
  for (const customerId of ids) {
    await pool.query(
      `WITH address AS (INSERT INTO customer_address (address, customer_id) VALUES ($1::text, $2))
       INSERT INTO customer (id, name, email, organisation_id) VALUES ($2, $1, $1, $3)`,
      [`${customerId}@example.com`, customerId, organisationOf(customerId)],
    );
  }
});

/** Few ids, so that they meet. */
const ids = Array.from({ length: 4 }, () => randomUUID());
const id = fc.constantFrom(...ids);
const perhapsId = fc.option(id);
const organisations = [randomUUID(), randomUUID()] as const;
/** The first two are of one, the third of the other, the last of none. */
const organisationOf = (customerId: string) => [organisations[0], organisations[0], organisations[1], null][ids.findIndex((one) => one === customerId)] ?? null; // prettier-ignore

const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('staff' as const), id, permissions: fc.subarray([...PERMISSIONS]), teamIds: fc.uniqueArray(id) }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('customer' as const), id, organisationId: fc.option(fc.constantFrom(...organisations)) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.constant({ kind: 'engine' as const }) },
);
const ticket: fc.Arbitrary<TicketScope> = fc
  .record({ teamId: perhapsId, assigneeId: perhapsId, requesterId: id, isDeleted: fc.boolean(), isSpam: fc.boolean() })
  .map((scope) => ({ ...scope, organisationId: organisationOf(scope.requesterId) }));

test('lists show exactly the tickets that whoever asks may open', async () => {
  const seen = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(actor, fc.array(ticket, { minLength: 20, maxLength: 20 }), async (who, tickets) => {
      const parameters = sqlParameters();
      const rows = parameters.add(JSON.stringify(tickets));
      const { rows: found } = await pool.query<{ n: number }>(
        `SELECT t.n::int FROM (
           SELECT n, "teamId" AS team_id, "assigneeId" AS assignee_id, "requesterId" AS requester_id,
             "isDeleted" AS is_deleted, "isSpam" AS is_spam
           FROM ROWS FROM (jsonb_to_recordset(${rows}::jsonb)
             AS ("teamId" uuid, "assigneeId" uuid, "requesterId" uuid, "isDeleted" bool, "isSpam" bool))
             WITH ORDINALITY AS r ("teamId", "assigneeId", "requesterId", "isDeleted", "isSpam", n)) AS t
         WHERE ${seenBy(who, parameters)} ORDER BY n`,
        parameters.values,
      );
      const visible = tickets.flatMap((one, at) => (canSee(who, one) ? [at + 1] : []));
      expect(found.map(({ n }) => n)).toEqual(visible);
      seen.yes += visible.length;
      seen.no += tickets.length - visible.length;
    }),
    { numRuns: 300 },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(500);
});
