import { isOver, STATUSES } from '#domain/tickets/words';
import type { PoolClient } from 'pg';
import { isAssignable, isHere } from './staff.ts';

/**
 * Choose who of a team gets a ticket, under the team's row lock, so that two tickets at once do not both go to the same. The
 * lock lets through who only refers to the team, as each opening does.
 *
 * `round_robin`: the next member after the one chosen last. `least_loaded`: who has the fewest tickets that are not resolved
 * or closed, the first of equals. Whoever is absent, or has as many as they take, is passed over.
 *
 * @returns null if nobody is left; `no_team` if there is none
 */
export async function chooseMember(
  client: PoolClient,
  teamId: string,
  choose: 'round_robin' | 'least_loaded',
): Promise<{ readonly staffId: string | null } | 'no_team'> {
  const { rows: locked } = await client.query<{ last: string | null }>(
    'SELECT last_assigned_id AS last FROM team WHERE id = $1 FOR NO KEY UPDATE',
    [teamId],
  );
  const [team] = locked;
  if (!team) return 'no_team';
  const chosen =
    choose === 'round_robin' ? await nextInTurn(client, teamId, team.last) : await leastLoaded(client, teamId);
  if (chosen !== null) await client.query('UPDATE team SET last_assigned_id = $2 WHERE id = $1', [teamId, chosen]);
  return { staffId: chosen };
}

/** Named one by one, or the index of assignee and status could not be used for both. */
const waiting = STATUSES.filter((status) => !isOver(status))
  .map((status) => `'${status}'`)
  .join(', ');

/** Of `staff` as `s`: what somebody has of what is not resolved, nor out of the queue. */
const load = `CROSS JOIN LATERAL (
      SELECT count(*) AS tickets FROM ticket t WHERE t.assignee_id = s.id AND t.status IN (${waiting})
        AND NOT t.is_spam AND NOT t.is_deleted AND t.merged_into_id IS NULL) AS load`;

/**
 * Whether somebody has as many tickets as they take, under their row's lock, so that two tickets at once are not both the
 * last.
 */
export async function isFull(client: PoolClient, staffId: string): Promise<boolean> {
  await client.query('SELECT FROM staff WHERE id = $1 FOR NO KEY UPDATE', [staffId]);
  const { rowCount } = await client.query(
    `SELECT FROM staff s ${load} WHERE s.id = $1 AND load.tickets >= s.capacity`,
    [staffId],
  );
  return rowCount === 1;
}

const members = `SELECT s.id, s.capacity, load.tickets
  FROM team_member m JOIN staff s ON s.id = m.staff_id ${load}
  WHERE m.team_id = $1 AND ${isAssignable} AND ${isHere} AND (s.capacity IS NULL OR load.tickets < s.capacity)`;

async function nextInTurn(client: PoolClient, teamId: string, last: string | null): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM (${members}) AS member ORDER BY (id > $2::uuid) DESC NULLS LAST, id LIMIT 1`,
    [teamId, last],
  );
  return rows[0]?.id ?? null;
}

async function leastLoaded(client: PoolClient, teamId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM (${members}) AS member ORDER BY tickets, id LIMIT 1`,
    [teamId],
  );
  return rows[0]?.id ?? null;
}
