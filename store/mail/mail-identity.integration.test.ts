import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertTeam } from '#testkit/factories/desk';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { mailAddresses } from './mail-addresses.ts';
import { readMailIdentity } from './mail-identity.ts';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  const own = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => own.end());
  pool = own;
});

test('a ticket is answered from the address of its team, or from one of no team, but not from that of another team', async () => {
  await seed(pool);
  const [billing, repairs] = [await insertTeam(pool), await insertTeam(pool)];
  await pool.query('DELETE FROM mail_address');
  const from = async (teamId: string | null) => (await readMailIdentity(pool, teamId))?.address;

  expect(await from(null)).toBeUndefined();
  await mailAddresses.add(pool, { address: 'billing@desk.example', name: 'Billing', teamId: billing });
  expect(await from(repairs)).toBe('billing@desk.example');
  await mailAddresses.add(pool, { address: 'help@desk.example', name: 'Desk', teamId: null });
  await mailAddresses.add(pool, { address: 'later@desk.example', name: 'Desk', teamId: null });
  expect([await from(billing), await from(repairs), await from(null)]).toEqual([
    'billing@desk.example',
    'help@desk.example',
    'help@desk.example',
  ]);
});
