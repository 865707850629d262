import { READY_MADE_ROLES, type ReadyMadeRole } from '#domain/permissions/role';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createEmptyTestDatabase } from '#testkit/database';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { listMigrations } from './migrations.ts';
import { listNotices } from './notices/list-notices.ts';
import { customers } from './people/customers.ts';
import { staff } from './people/staff.ts';
import { setUp } from './set-up.ts';

/** The first migration that a desk of before people and permissions does not have. */
const firstOfPeople = '20261128000000';

let pool: pg.Pool;
let ids: Readonly<Record<'staff' | 'team' | 'customer' | 'ticket', string>>;

beforeAll(async () => {
  const database = await createEmptyTestDatabase();
  atEndOfFile('database', () => database.drop());
  const before = (await listMigrations()).filter(({ name }) => name < firstOfPeople);
  await migrate(database.url, { migrations: before });
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  ids = await fill();
  await migrate(database.url);
});

/** Rows as the code before wrote them. */
async function fill() {
  const insert = async (sql: string, values: unknown[] = []) => {
    const { rows } = await pool.query<{ id: string }>(`${sql} RETURNING id`, values);
    return rows[0]?.id ?? '';
  };
  await pool.query('INSERT INTO installation DEFAULT VALUES');
  const staffId = await insert(`INSERT INTO staff (name, email, role) VALUES ('Mina', 'mina@example.com', 'agent')`);
  const team = await insert(`INSERT INTO team (name) VALUES ('Support')`);
  await pool.query('INSERT INTO team_member (team_id, staff_id) VALUES ($1, $2)', [team, staffId]);
  const customer = await insert(`INSERT INTO customer (name, email) VALUES ('Ada', 'Ada@Example.com')`);
  const ticket = await insert(
    `INSERT INTO ticket (subject, status, priority, team_id, requester_id, opened_by, via, tags, flow_version_ids,
       is_spam, is_deleted, revision, last_seq, last_fact_at, created_at)
     VALUES ('A', 'open', 'normal', $1, $2, 'customer', 'mail', '{}', '{}', false, false, 1, 1, now(), now())`,
    [team, customer],
  );
  await pool.query(
    `INSERT INTO notice (staff_id, ticket_id, text, effect_key, created_at) VALUES ($1, $2, 'Look', 'key', now())`,
    [staffId, ticket],
  );
  return { staff: staffId, team, customer, ticket };
}

const sorted = (permissions: readonly string[]) => [...permissions].sort();

test('the roles that are there from the first start allow what the code says', async () => {
  const { rows } = await pool.query<{ code: ReadyMadeRole; permissions: string[] }>(
    'SELECT code, permissions FROM role',
  );
  expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(READY_MADE_ROLES).sort());
  for (const { code, permissions } of rows) expect(sorted(permissions), code).toEqual(sorted(READY_MADE_ROLES[code]));
});

test('colleagues keep their roles and teams', async () => {
  const actor = await staff.findActor(pool, ids.staff);
  expect(actor).toMatchObject({ kind: 'staff', id: ids.staff, teamIds: [ids.team] });
  expect(sorted(actor?.permissions ?? [])).toEqual(sorted(READY_MADE_ROLES.agent));
});

test('customers have the address they had, in lower case, and are found by it', async () => {
  const address = 'ada@example.com';
  const found = await customers.find(pool, ids.customer);
  expect(found).toMatchObject({ email: address, addresses: [{ address }], fields: {} });
  expect(await customers.findOrInsert(pool, { name: '', address })).toMatchObject({ id: ids.customer });
});

test('what flows told is still told, and nobody is mailed of it', async () => {
  const actor = await staff.findActor(pool, ids.staff);
  if (!actor) throw new Error('She is gone.');
  const told = await listNotices(pool, actor, { after: null, limit: 10, isUnread: true });
  expect(told).toMatchObject([{ ticketId: ids.ticket, notices: [{ event: 'told_by_flow', text: 'Look' }] }]);
  const { rows } = await pool.query('SELECT mail, is_in_app FROM notice');
  expect(rows).toEqual([{ mail: 'none', is_in_app: true }]);
});

test('what processes of the version before write and read meanwhile is right', async () => {
  const write = () =>
    pool.query<{ id: string }>(
      `INSERT INTO customer (name, email) VALUES ('Bob', 'Bob@Example.com')
       ON CONFLICT (lower(email)) DO UPDATE SET name = EXCLUDED.name RETURNING id`,
    );
  const [first, again] = [await write(), await write()];
  expect(again.rows).toEqual(first.rows);
  const address = 'bob@example.com';
  expect(await customers.findOrInsert(pool, { name: '', address })).toEqual({
    id: first.rows[0]?.id,
    isBlocked: false,
  });
  const { rows } = await pool.query('SELECT role FROM staff WHERE id = $1', [ids.staff]);
  expect(rows).toEqual([{ role: 'agent' }]);
  await pool.query(
    `INSERT INTO notice (staff_id, ticket_id, text, effect_key, created_at) VALUES ($1, $2, 'Again', 'another', now())`,
    [ids.staff, ids.ticket],
  );
});

test('a desk that works already is not asked to be set up', async () => {
  expect(await setUp.read(pool, ids.staff)).toMatchObject({ isDone: true, teams: 1 });
});
