import { readFile } from 'node:fs/promises';
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

/** The document as earlier versions of NixFlow published it. */
const publishEarlier = async () => {
  const file = new URL('./fixtures/escalation-1.json', import.meta.url);
  await pool.query('UPDATE flow_version SET document = $1 WHERE flow_id = $2', [
    await readFile(file, 'utf8'),
    escalationFlowId,
  ]);
};

test('an installation that still has the one before gets the next version, once; tickets keep theirs', async () => {
  await publishEarlier();
  await Promise.all([seed(pool), seed(pool), seed(pool)]);
  await seed(pool);
  expect(await flows()).toMatchObject([{ version: 1 }, { version: 2, document: escalationFlow }]);
});

test('the one that is published today is known to the next', async () => {
  const { rows } = await pool.query<{ digest: string }>(
    `SELECT encode(sha256(convert_to($1::jsonb::text, 'UTF8')), 'hex') AS digest`,
    [JSON.stringify(escalationFlow)],
  );
  // If this fails the document changed: add the digest that was expected here to `earlierEscalations`, put its document into
  // fixtures/, and expect the new one.
  expect(rows[0]?.digest).toBe('640a3794895248c2526a21f365def9d9c86f08247ddc6aa95e9d96fb759ae309');
});

test('what the installation made of it stays', async () => {
  await insertFlowVersion(pool, escalationFlowId, { ...escalationFlow, entries: [] });
  await pool.query(`UPDATE flow SET name = 'Ours', is_active = false WHERE id = $1`, [escalationFlowId]);
  const changed = await flows();
  expect(changed).toMatchObject([
    { name: 'Ours', isActive: false, version: 1 },
    { version: 2, document: escalationFlow },
    { version: 3, document: { entries: [] } },
  ]);
  await seed(pool);
  expect(await flows()).toEqual(changed);
});
