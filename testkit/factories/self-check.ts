import { randomUUID } from 'node:crypto';
import type { Queryable } from '#store/queryable';
import type { SelfCheckRow } from '#store/self-check';

/** A self-check that was just asked for, at noon of a summer's day; only what a test is about need be said. */
export function buildSelfCheck(overrides: Partial<SelfCheckRow> = {}): SelfCheckRow {
  return {
    id: randomUUID(),
    requestedAt: new Date('2026-06-01T12:00:00.000Z'),
    activityAt: null,
    timerDueAt: null,
    timerFiredAt: null,
    jobAt: null,
    finishedAt: null,
    failure: null,
    ...overrides,
  };
}

/** The same, as a row of a test's database. */
export async function insertSelfCheck(client: Queryable, overrides: Partial<SelfCheckRow> = {}): Promise<SelfCheckRow> {
  const row = buildSelfCheck(overrides);
  await client.query(
    `INSERT INTO self_check (id, requested_at, activity_at, timer_due_at, timer_fired_at, job_at, finished_at, failure)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.requestedAt, row.activityAt, row.timerDueAt, row.timerFiredAt, row.jobAt, row.finishedAt, row.failure],
  );
  return row;
}
