import type { FactDraft } from '#domain/tickets/fact';
import { teams } from '#store/people/teams';
import type { TicketRow } from '#store/tickets/ticket-row';
import type { PoolClient } from 'pg';

/**
 * What moving a ticket to another team drafts. Whoever has it keeps it only if they are in that team, else it waits in the
 * team's pool; moved to none, it stays with whom it has. Nothing if it is there.
 *
 * @returns `no_team` if there is no such team
 */
export async function draftsOfMove(
  client: PoolClient,
  { teamId: from, assigneeId }: Pick<TicketRow, 'teamId' | 'assigneeId'>,
  to: string | null,
): Promise<readonly FactDraft[] | 'no_team'> {
  if (from === to) return [];
  if (to !== null && !(await teams.exists(client, to))) return 'no_team';
  const isKept = assigneeId === null || to === null || (await teams.hasMember(client, to, assigneeId));
  return [{ type: 'team', from, to }, ...(isKept ? [] : [{ type: 'assignee' as const, from: assigneeId, to: null }])];
}
