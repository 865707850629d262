import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfChecks } from '#store/self-check';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { buildSelfCheck, insertSelfCheck } from './self-check.ts';

describe('the self-check factory', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('builds a fresh one each time, with what the test says', () => {
    expect(buildSelfCheck({ failure: 'no Redis' }).failure).toBe('no Redis');
    expect(buildSelfCheck().id).not.toBe(buildSelfCheck().id);
  });

  it('stores what it builds, as the repository reads it', async () => {
    const finishedAt = new Date('2026-06-01T12:00:05.000Z');
    const row = await insertSelfCheck(pool, { finishedAt, failure: 'no Redis' });
    expect(await selfChecks.find(pool, row.id)).toEqual(row);
  });
});
