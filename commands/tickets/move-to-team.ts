import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import type { FactDraft } from '#domain/tickets/fact';
import { teams } from '#store/people/teams';
import { command } from './command.ts';
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
  const { teamId: from, assigneeId } = ticket.row;
  const { teamId: to } = input;
  if (from === to) return receiptOf(ticket);
  if (to !== null && !(await teams.exists(work.client, to))) {
    throw new Problem('unknown_reference', { detail: 'There is no such team.' });
  }
  const drafts: FactDraft[] = [{ type: 'team', from, to }];
  const staysAssigned = assigneeId === null || to === null || (await teams.hasMember(work.client, to, assigneeId));
  if (!staysAssigned) drafts.push({ type: 'assignee', from: assigneeId, to: null });
  return receiptOf((await work.record(ticket, drafts)).ticket);
});
