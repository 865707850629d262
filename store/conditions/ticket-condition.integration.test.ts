import { acceptedCondition, anySubject, buildSubject, exampleLines, uuid } from '#domain/conditions/condition.examples';
import { evaluate, type ConditionSubject } from '#domain/conditions/evaluate';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer } from '#testkit/factories/desk';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { sqlParameters } from '../sql-parameters.ts';
import { ConditionNotKnown, ticketCondition } from './ticket-condition.ts';

let pool: pg.Pool;

beforeAll(async () => {
  // Fields of whoever asked are looked up in tables.
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});

/** Which of these rows a condition holds for, by PostgreSQL: their places. */
async function held(condition: unknown, rows: readonly ConditionSubject[], openCalendars: readonly string[]) {
  const parameters = sqlParameters();
  const given = parameters.add(
    JSON.stringify(rows.map(({ isFollowUp, ...row }) => ({ ...row, followUpOfId: isFollowUp ? uuid(8) : null }))),
  );
  const { rows: found } = await pool.query<{ n: number }>(
    `SELECT t.n::int FROM (
       SELECT n, status, priority, via, tags, "openedBy" AS opened_by, "teamId" AS team_id, "assigneeId" AS assignee_id,
         "requesterId" AS requester_id, "followUpOfId" AS follow_up_of_id, custom AS fields
       FROM ROWS FROM (jsonb_to_recordset(${given}::jsonb) AS (status text, priority text, via text, tags text[],
         "openedBy" text, "teamId" uuid, "assigneeId" uuid, "requesterId" uuid, "followUpOfId" uuid, custom jsonb))
         WITH ORDINALITY AS r (status, priority, via, tags, "openedBy", "teamId", "assigneeId", "requesterId", "followUpOfId",
           custom, n)) AS t
     WHERE ${ticketCondition(condition, { parameters, openCalendars })} ORDER BY n`,
    parameters.values,
  );
  return found.map(({ n }) => n - 1);
}

test('PostgreSQL lists exactly the rows of which the evaluator says that they hold', async () => {
  const seen = { holds: 0, fails: 0 };
  const calendars = fc.subarray([uuid(4), uuid(5)]);
  await fc.assert(
    fc.asyncProperty(
      acceptedCondition,
      fc.array(anySubject, { minLength: 15, maxLength: 15 }),
      calendars,
      async (condition, subjects, openCalendars) => {
        // What is open is so for all of a list: it is asked at one instant.
        const rows = subjects.map((subject) => ({ ...subject, openCalendars }));
        const expected = rows.flatMap((row, at) => (evaluate(condition, row) === 'holds' ? [at] : []));
        expect(await held(condition, rows, openCalendars)).toEqual(expected);
        seen.holds += expected.length;
        seen.fails += rows.length - expected.length;
      },
    ),
    { numRuns: 400 },
  );
  expect(Math.min(seen.holds, seen.fails)).toBeGreaterThan(500);
});

test.each(exampleLines.filter(({ comparison: { field } }) => field !== 'openHours'))(
  'every question to every field: $comparison.field $comparison.op',
  async ({ comparison, holds, fails }) => {
    const rows = [...holds, ...fails].map(buildSubject);
    expect(await held(comparison, rows, [])).toEqual(holds.map((_, at) => at));
    expect(await held({ not: comparison }, rows, [])).toEqual(fails.map((_, at) => holds.length + at));
  },
);

test('what a ticket does not say itself, whoever asked for it says, or their organisation', async () => {
  const { id: requesterId } = await insertCustomer(pool);
  const [tier, seats, motto] = [uuid(6), uuid(7), uuid(8)];
  await pool.query(
    `INSERT INTO custom_field (id, subject, name, kind, position) VALUES ($1, 'customer', 'Motto', 'text', 1)`,
    [motto],
  );
  await pool.query(
    `WITH made AS (INSERT INTO organisation (name, fields) VALUES ('Acme', $2) RETURNING id)
     UPDATE customer SET organisation_id = made.id, fields = $3 FROM made WHERE customer.id = $1`,
    [requesterId, JSON.stringify({ [tier]: 'gold', [seats]: 3 }), JSON.stringify({ [seats]: 5, [motto]: 'Onwards' })],
  );
  const said = buildSubject({ requesterId, custom: { [tier]: 'iron' } });
  const rows = [buildSubject({ requesterId }), said, buildSubject()];
  expect(await held({ field: `custom.${tier}`, op: 'is', value: 'gold' }, rows, [])).toEqual([0]);
  expect(await held({ field: `custom.${seats}`, op: 'at_least', value: 4 }, rows, [])).toEqual([0, 1]);
  expect(await held({ field: `custom.${seats}`, op: 'is_empty' }, rows, [])).toEqual([2]);
  // Of a text that there is one.
  expect(await held({ field: `custom.${motto}`, op: 'is', value: 'Onwards' }, rows, [])).toEqual([]);
  expect(await held({ field: `custom.${motto}`, op: 'is_not_empty' }, rows, [])).toEqual([0, 1]);
});

test.each([
  [{ field: 'custom.unheard', op: 'is', value: 'x' }],
  [{ any: [{ all: [] }, { field: 'status', op: 'like', value: 'o%' }] }],
  [{ field: "status' OR true --", op: 'is', value: 'open' }],
  [{ field: 'status', op: "is' OR true --", value: 'open' }],
])('what this code cannot judge is no list: %j', (condition) => {
  const compile = () => ticketCondition(condition, { parameters: sqlParameters(), openCalendars: [] });
  expect(compile).toThrow(ConditionNotKnown);
});

test('values are handed over, never written into the statement', () => {
  const parameters = sqlParameters();
  const sql = ticketCondition({ field: 'tags', op: 'has', value: 'it.s' }, { parameters, openCalendars: [] });
  expect(sql).not.toContain('it.s');
  expect(parameters.values).toEqual(['it.s']);
});
