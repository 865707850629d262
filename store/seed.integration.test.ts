import { escalationFlow } from '#domain/flow/escalation-flow';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertFlowVersion } from '#testkit/factories/desk';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { escalationFlowId, seed } from './seed.ts';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});

const flows = async () => {
  const { rows } = await pool.query<object>(
    `SELECT f.id, name, is_active AS "isActive", version, document FROM flow f JOIN flow_version v ON v.flow_id = f.id
     ORDER BY f.id, version`,
  );
  return rows;
};

test('every installation has the escalation, published and on, however many seed it at once', async () => {
  await Promise.all([seed(pool), seed(pool), seed(pool)]);
  const [flow, ...others] = await flows();
  expect(flow).toEqual({
    id: escalationFlowId,
    name: 'Escalation',
    isActive: true,
    version: 1,
    document: escalationFlow,
  });
  expect(others).toEqual([]);
});

test('what the installation made of it stays', async () => {
  await insertFlowVersion(pool, escalationFlowId, { ...escalationFlow, entries: [] });
  await pool.query(`UPDATE flow SET name = 'Ours', is_active = false WHERE id = $1`, [escalationFlowId]);
  const changed = await flows();
  expect(changed).toMatchObject([
    { name: 'Ours', isActive: false },
    { version: 2, document: { entries: [] } },
  ]);
  await seed(pool);
  expect(await flows()).toEqual(changed);
});
