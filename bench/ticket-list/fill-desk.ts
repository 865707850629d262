import { BEFORE_OPENING, type SlaState } from '#domain/sla/sla-state';
import type { SlaFact } from '#domain/sla/fact';
import { foldFacts } from '#domain/sla/fold-fact';
import { slaPolicy } from '#domain/sla/policy';
import type { StaffActor } from '#domain/permissions/actor';
import { insertStaff, insertTeam } from '#testkit/factories/desk';
import type pg from 'pg';

/** How much there is, and how much of it somebody still works on. */
export interface DeskSize {
  readonly tickets: number;
  /** Share of tickets that are not resolved or closed. */
  readonly openShare: number;
  readonly teams: number;
  readonly agents: number;
}

/** Those who ask: an agent of three teams, and somebody who sees all. */
export interface FilledDesk {
  readonly agent: StaffActor;
  readonly supervisor: StaffActor;
  readonly requesterId: string;
}

const HOUR = 3_600_000;
const policy = slaPolicy.parse({
  targets: { normal: { firstResponse: 7200, nextResponse: 14_400, resolution: 576_000 } },
});

/** Clocks as they are stored of a ticket that waits for its first answer. */
function waiting(): SlaState {
  const at = Date.now() - HOUR;
  const created = { seq: 1, at, type: 'created', by: 'customer', priority: 'normal', status: 'new' } as const;
  const fact: SlaFact = { ...created, policy, calendar: null };
  return foldFacts([fact], BEFORE_OPENING);
}

/**
 * Fill a desk by SQL alone: tickets of many months with two messages each, the newest ones open. Ids, people and instants
 * are spread evenly; a hundredth is spam.
 */
export async function fillDesk(pool: pg.Pool, { tickets, openShare, teams, agents }: DeskSize): Promise<FilledDesk> {
  const teamIds = await Promise.all(Array.from({ length: teams }, () => insertTeam(pool)));
  const agent = await insertStaff(pool, { teamIds: teamIds.slice(0, 3) });
  const supervisor = await insertStaff(pool, { role: 'supervisor' });
  for (let made = 1; made < agents; made += 1) await insertStaff(pool, { teamIds: [teamIds[made % teams] ?? ''] });
  const open = Math.round(tickets * (1 - openShare));
  await pool.query(
    `WITH made AS (
       SELECT gen_random_uuid() AS id, n, 'customer' || n || '@example.com' AS address FROM generate_series(1, $1::int / 10) AS n
     ), address AS (INSERT INTO customer_address (address, customer_id) SELECT address, id FROM made)
     INSERT INTO customer (id, name, email) SELECT id, 'Customer ' || n, address FROM made`,
    [tickets],
  );
  await pool.query(
    `WITH team AS (SELECT array_agg(id ORDER BY id) AS ids FROM team),
       agent AS (SELECT array_agg(id ORDER BY id) AS ids FROM staff WHERE role = 'agent'),
       customer AS (SELECT array_agg(id ORDER BY id) AS ids FROM customer)
     INSERT INTO ticket (subject, status, priority, team_id, assignee_id, requester_id, opened_by, via, tags,
       flow_version_ids, is_spam, is_deleted, revision, last_seq, last_fact_at, created_at, clock_ends_at, clock_runs_out_at)
     SELECT 'Something about the printer, number ' || n,
       CASE WHEN n <= $2 THEN (ARRAY['resolved', 'closed', 'closed', 'closed'])[1 + n % 4]
         ELSE (ARRAY['new', 'open', 'open', 'pending', 'on_hold'])[1 + n % 5] END,
       (ARRAY['low', 'normal', 'normal', 'high', 'urgent'])[1 + n % 5],
       team.ids[1 + abs(hashint4(n)::bigint) % cardinality(team.ids)],
       CASE WHEN n % 3 > 0 THEN agent.ids[1 + abs(hashint4(n + 7)::bigint) % cardinality(agent.ids)] END,
       customer.ids[1 + abs(hashint4(n + 13)::bigint) % cardinality(customer.ids)], 'customer', 'mail', ARRAY['printer'],
       '{}', n % 100 = 0, false, 2, 2, clock_timestamp() - ($1 - n) * INTERVAL '30 seconds',
       clock_timestamp() - ($1 - n) * INTERVAL '40 seconds',
       CASE WHEN n > $2 AND n % 5 < 3 THEN clock_timestamp() + (abs(hashint4(n + 29)::bigint) % 100000 - 5000) * INTERVAL '1 second'
         ELSE 'infinity' END,
       CASE WHEN n > $2 AND n % 5 < 3 THEN clock_timestamp() + (abs(hashint4(n + 29)::bigint) % 100000 - 9000) * INTERVAL '1 second'
         ELSE 'infinity' END
     FROM team, agent, customer, generate_series(1, $1::int) AS n`,
    [tickets, open],
  );
  await fillBeside(pool);
  await pool.query('VACUUM (ANALYZE)');
  const { rows } = await pool.query<{ id: string }>(
    'SELECT requester_id AS id FROM ticket ORDER BY number DESC LIMIT 1',
  );
  return { agent, supervisor, requesterId: rows[0]?.id ?? '' };
}

/** What a ticket has in other tables. */
async function fillBeside(pool: pg.Pool): Promise<void> {
  await pool.query('INSERT INTO ticket_sla (ticket_id, state) SELECT id, $1 FROM ticket', [JSON.stringify(waiting())]);
  await pool.query('INSERT INTO ticket_engine (ticket_id, last_seq) SELECT id, 2 FROM ticket');
  await pool.query(
    `INSERT INTO ticket_event (ticket_id, seq, at, revision, type, data, cause, depth)
     SELECT id, seq, created_at, seq, CASE WHEN seq = 1 THEN 'created' ELSE 'message' END,
       jsonb_build_object('by', 'customer', 'public', true, 'auto', false, 'via', 'mail', 'authorId', requester_id),
       jsonb_build_object('kind', 'customer', 'id', requester_id), 0
     FROM ticket, generate_series(1, 2) AS seq`,
  );
  await pool.query(
    `INSERT INTO message (id, ticket_id, seq, body)
     SELECT gen_random_uuid(), id, seq, repeat('What people write about printers when they do not print. ', 10)
     FROM ticket, generate_series(1, 2) AS seq`,
  );
}
