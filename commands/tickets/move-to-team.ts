import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { command } from './command.ts';
import { draftsOfMove } from './drafts-of-move.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';

/** Whose queue a ticket shall be in. */
export interface MoveToTeamInput {
  readonly ticketId: string;
  /** null: nobody's. */
  readonly teamId: string | null;
  /** The revision the caller saw; without it they do not care who moved it meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Move a ticket to a team. Whoever had it keeps it only if they are in that team, else it waits in the team's pool. Nothing
 * happens if it is there.
 *
 * @throws {Problem} `not_found`, `forbidden`, `unknown_reference` (no such team), `stale`
 */
export const moveToTeam = command<MoveToTeamInput, TicketReceipt>('move-to-team', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'team', input.revision);
  const drafts = await draftsOfMove(work.client, ticket.row, input.teamId);
  if (drafts === 'no_team')
    throw new Problem('unknown_reference', { detail: 'There is no such team.', reason: 'team_gone' });
  return drafts.length === 0 ? receiptOf(ticket) : receiptOf((await work.record(ticket, drafts)).ticket);
});
