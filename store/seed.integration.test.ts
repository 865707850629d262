import { readFile } from 'node:fs/promises';
import { acknowledgementFlow } from '#domain/flow/acknowledgement-flow';
import { escalationFlow } from '#domain/flow/escalation-flow';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertFlowVersion } from '#testkit/factories/desk';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { acknowledgementFlowId, escalationFlowId, seed } from './seed.ts';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});

const flows = async (id = escalationFlowId) => {
  const { rows } = await pool.query<object>(
    `SELECT f.id, name, is_active AS "isActive", version, document FROM flow f JOIN flow_version v ON v.flow_id = f.id
     WHERE f.id = $1 ORDER BY version`,
    [id],
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

test('it acknowledges what customers write, and has an address to do so from', async () => {
  expect(await flows(acknowledgementFlowId)).toEqual([
    {
      ...{ id: acknowledgementFlowId, name: 'Acknowledgement', isActive: true, version: 1 },
      document: acknowledgementFlow,
    },
  ]);
  const { rows } = await pool.query('SELECT address, length(mail_secret) AS secret FROM mail_address, installation');
  expect(rows).toEqual([{ address: 'support@localhost', secret: 43 }]);
});

test('its own addresses are left alone', async () => {
  await pool.query(`UPDATE mail_address SET address = 'help@example.com'`);
  await seed(pool);
  const { rows } = await pool.query('SELECT address FROM mail_address');
  expect(rows).toEqual([{ address: 'help@example.com' }]);
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

test.each([
  ['escalation', escalationFlow, '640a3794895248c2526a21f365def9d9c86f08247ddc6aa95e9d96fb759ae309'],
  ['acknowledgement', acknowledgementFlow, 'e2b8c728d78123cf9918978f803886959eddc0e93ca31fbc8419136ebab2e635'],
])('the %s that is published today is known to the next version', async (_, document, digest) => {
  const { rows } = await pool.query<{ digest: string }>(
    `SELECT encode(sha256(convert_to($1::jsonb::text, 'UTF8')), 'hex') AS digest`,
    [JSON.stringify(document)],
  );
  // If this fails the document changed: add the digest that was expected here to its `earlierDocuments`, put its document into
  // fixtures/, and expect the new one.
  expect(rows[0]?.digest).toBe(digest);
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
