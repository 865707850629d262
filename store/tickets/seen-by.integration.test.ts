import { randomUUID } from 'node:crypto';
import { STAFF_ROLES, type Actor } from '#domain/permissions/actor';
import { canSee, type TicketScope } from '#domain/permissions/ticket';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { testStack } from '#testkit/stack';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from './seen-by.ts';

let pool: pg.Pool;

beforeAll(() => {
  pool = new pg.Pool({ connectionString: testStack().postgresUrl });
  atEndOfFile('pool', () => pool.end());
});

/** Few ids, so that they meet. */
const ids = Array.from({ length: 4 }, () => randomUUID());
const id = fc.constantFrom(...ids);
const perhapsId = fc.option(id);

const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('staff' as const), id, role: fc.constantFrom(...STAFF_ROLES), teamIds: fc.uniqueArray(id) }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('customer' as const), id }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'engine' as const }) },
);
const ticket: fc.Arbitrary<TicketScope> = fc.record({
  teamId: perhapsId,
  assigneeId: perhapsId,
  requesterId: id,
  isDeleted: fc.boolean(),
  isSpam: fc.boolean(),
});

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
