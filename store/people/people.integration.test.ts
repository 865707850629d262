import { randomUUID } from 'node:crypto';
import type { Audience } from '#domain/flow/document';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { waitUntil } from '#testkit/wait-until';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../transaction.ts';
import { readAudience } from './audience.ts';
import { chooseMember } from './choose-member.ts';
import { customers } from './customers.ts';
import { staff } from './staff.ts';
import { teams } from './teams.ts';

let pool: pg.Pool;
let teamId: string;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});
beforeEach(async () => {
  teamId = await insertTeam(pool);
});

const leave = (staffId: string) => pool.query('UPDATE staff SET is_active = false WHERE id = $1', [staffId]);
const choose = (how: 'round_robin' | 'least_loaded') =>
  inTransaction(pool, (client) => chooseMember(client, teamId, how));
const members = async (count: number) => {
  const made = await Promise.all(Array.from({ length: count }, () => insertStaff(pool, { teamIds: [teamId] })));
  return made.map(({ id }) => id).sort();
};
const giveTicket = async (assigneeId: string, more: { status?: string; isSpam?: boolean } = {}) =>
  pool.query(
    `INSERT INTO ticket (subject, status, priority, assignee_id, requester_id, opened_by, via, tags, flow_version_ids,
       is_spam, is_deleted, revision, last_seq, last_fact_at, created_at)
     VALUES ('A', $3, 'normal', $1, $2, 'agent', 'web', '{}', '{}', $4, false, 1, 1, now(), now())`,
    [assigneeId, (await insertCustomer(pool)).id, more.status ?? 'open', more.isSpam ?? false],
  );

test('who is there', async () => {
  const [member] = await members(1);
  expect(await teams.exists(pool, teamId)).toBe(true);
  expect(await teams.exists(pool, randomUUID())).toBe(false);
  expect(await teams.hasMember(pool, teamId, member!)).toBe(true);
  expect(await teams.hasMember(pool, await insertTeam(pool), member!)).toBe(false);
  expect(await customers.exists(pool, (await insertCustomer(pool)).id)).toBe(true);
  expect(await customers.exists(pool, member!)).toBe(false);
});

test('who is merged while a mail of theirs is dealt with is the other by then, and is given no tickets', async () => {
  const [merged, survivor] = [await insertCustomer(pool), await insertCustomer(pool)];
  const address = (await customers.find(pool, merged.id))?.email ?? '';
  const waiting = await inTransaction(pool, async (client) => {
    await customers.lock(client, merged.id);
    const found = customers.findOrInsert(pool, { name: '', address });
    const isThere = customers.exists(pool, merged.id);
    void Promise.allSettled([found, isThere]);
    await waitUntil('both wait for the customer', async () => {
      const { rowCount } = await pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rowCount === 2;
    });
    await customers.mergeInto(client, merged.id, survivor.id);
    return { found, isThere };
  });
  expect(await waiting.found).toEqual({ id: survivor.id, isBlocked: false });
  expect(await waiting.isThere).toBe(false);
});

test('tickets are given to active people who do more than read', async () => {
  const { id } = await insertStaff(pool);
  const light = await insertStaff(pool, { role: 'light_agent' });
  expect(await staff.canBeAssigned(pool, id)).toBe(true);
  expect(await staff.canBeAssigned(pool, light.id)).toBe(false);
  await leave(id);
  expect(await staff.canBeAssigned(pool, id)).toBe(false);
});

test('an actor comes with role and teams, and who left is none', async () => {
  const actor = await insertStaff(pool, { role: 'supervisor', teamIds: [teamId] });
  expect(await staff.findActor(pool, actor.id)).toEqual(actor);
  await leave(actor.id);
  expect(await staff.findActor(pool, actor.id)).toBeNull();
});

test('in turn, everybody active is chosen before anybody is chosen again', async () => {
  const [a, b, c, gone] = await members(4);
  await leave(gone!);
  await insertStaff(pool, { role: 'light_agent', teamIds: [teamId] });
  const chosen = [await choose('round_robin'), await choose('round_robin'), await choose('round_robin')];
  expect(chosen).toEqual([a, b, c].map((staffId) => ({ staffId })));
  expect(await choose('round_robin')).toEqual({ staffId: a });
});

test('many tickets at once are spread evenly', async () => {
  const team = await members(4);
  const chosen = await Promise.all(Array.from({ length: 8 }, () => choose('round_robin')));
  const turns = chosen.map((one) => (one as { staffId: string }).staffId).sort();
  expect(turns).toEqual(team.flatMap((id) => [id, id]));
});

test('the least loaded has the fewest tickets that wait for somebody', async () => {
  const [busy, idle] = await members(2);
  await giveTicket(busy!);
  for (const status of ['resolved', 'closed']) await giveTicket(idle!, { status });
  await giveTicket(idle!, { isSpam: true });
  expect(await choose('least_loaded')).toEqual({ staffId: idle });
  await giveTicket(idle!);
  await giveTicket(idle!);
  expect(await choose('least_loaded')).toEqual({ staffId: busy });
});

test('of all that the members ever had, only what is not over is read', async () => {
  const [busy, idle] = await members(2);
  await giveTicket(busy!);
  await giveTicket(idle!, { status: 'closed' });
  await pool.query(
    `INSERT INTO ticket (subject, status, priority, assignee_id, requester_id, opened_by, via, tags, flow_version_ids,
       is_spam, is_deleted, revision, last_seq, last_fact_at, created_at)
     SELECT 'Old', 'closed', 'normal', assignee_id, requester_id, 'agent', 'web', '{}', '{}', false, false, 1, 1, now(), now()
     FROM ticket, generate_series(1, 1000) WHERE assignee_id = ANY($1)`,
    [[busy, idle]],
  );
  await pool.query('ANALYZE ticket');
  const read = await inTransaction(pool, async (client) => {
    expect(await chooseMember(client, teamId, 'least_loaded')).toEqual({ staffId: idle });
    const { rows } = await client.query<{ read: number }>(
      `SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 AS read
       FROM pg_stat_xact_user_tables WHERE relname = 'ticket'`,
    );
    return rows[0]?.read;
  });
  // PostgreSQL may look at a row or two to plan, and may take the few that are open by their own index.
  expect(read).toBeLessThan(100);
});

test('whoever opens a ticket in the team does not wait for the choice', async () => {
  await members(1);
  const { id: requesterId } = await insertCustomer(pool);
  await inTransaction(pool, async (choosing) => {
    await chooseMember(choosing, teamId, 'round_robin');
    await inTransaction(pool, async (opening) => {
      await opening.query(`SET LOCAL lock_timeout = '2s'`);
      await opening.query(
        `INSERT INTO ticket (subject, status, priority, team_id, requester_id, opened_by, via, tags, flow_version_ids,
           is_spam, is_deleted, revision, last_seq, last_fact_at, created_at)
         VALUES ('A', 'new', 'normal', $1, $2, 'customer', 'web', '{}', '{}', false, false, 1, 1, now(), now())`,
        [teamId, requesterId],
      );
    });
  });
});

test('a team without anybody, and no team', async () => {
  expect(await choose('round_robin')).toEqual({ staffId: null });
  teamId = randomUUID();
  expect(await choose('least_loaded')).toBe('no_team');
});

test('whoever leads a team is told for it; while nobody does, or they are away, the team', async () => {
  const [lead, other] = await members(2);
  const told = () => readAudience(pool, [{ kind: 'lead' }], { assigneeId: null, teamId });
  expect((await told()).sort()).toEqual([lead, other].sort());
  await pool.query('UPDATE team SET lead_id = $2 WHERE id = $1', [teamId, lead]);
  expect(await told()).toEqual([lead]);
  await pool.query('UPDATE staff SET absent_from = nixflow_now() WHERE id = $1', [lead]);
  expect((await told()).sort()).toEqual([lead, other].sort());
  expect(await readAudience(pool, [{ kind: 'lead' }], { assigneeId: null, teamId: null })).toEqual([]);
});

test('an audience is told once each, and nobody who left', async () => {
  const [one, other, gone] = await members(3);
  await leave(gone!);
  const supervisor = await insertStaff(pool, { role: 'supervisor' });
  const all: Audience[] = [
    { kind: 'assignee' },
    { kind: 'team' },
    { kind: 'supervisors' },
    { kind: 'person', staffId: one! },
  ];
  const told = await readAudience(pool, all, { assigneeId: one!, teamId });
  expect(told).toEqual(expect.arrayContaining([one, other, supervisor.id]));
  expect(told).not.toContain(gone);
  expect(new Set(told).size).toBe(told.length);
  expect(
    await readAudience(pool, [{ kind: 'assignee' }, { kind: 'team' }], { assigneeId: null, teamId: null }),
  ).toEqual([]);
});
