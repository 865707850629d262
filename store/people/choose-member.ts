import { isOver, STATUSES } from '#domain/tickets/words';
import type { PoolClient } from 'pg';

/**
 * Choose who of a team gets a ticket, under the team's row lock, so that two tickets at once do not both go to the same. The
 * lock lets through who only refers to the team, as each opening does.
 *
 * `round_robin`: the next active member after the one chosen last. `least_loaded`: who has the fewest tickets that are not
 * resolved or closed, the first of equals.
 *
 * @returns null if nobody active is in the team; `no_team` if there is none
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

const members = `SELECT s.id FROM team_member m JOIN staff s ON s.id = m.staff_id
  WHERE m.team_id = $1 AND s.is_active AND s.role <> 'light_agent'`;

async function nextInTurn(client: PoolClient, teamId: string, last: string | null): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM (${members}) AS member ORDER BY (id > $2::uuid) DESC NULLS LAST, id LIMIT 1`,
    [teamId, last],
  );
  return rows[0]?.id ?? null;
}

/** Named one by one, or the index of assignee and status could not be used for both. */
const waiting = STATUSES.filter((status) => !isOver(status));

async function leastLoaded(client: PoolClient, teamId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM (${members}) AS member ORDER BY (
       SELECT count(*) FROM ticket t WHERE t.assignee_id = member.id AND t.status = ANY($2)
         AND NOT t.is_spam AND NOT t.is_deleted AND t.merged_into_id IS NULL), id LIMIT 1`,
    [teamId, waiting],
  );
  return rows[0]?.id ?? null;
}
