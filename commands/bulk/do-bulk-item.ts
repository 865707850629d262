import type { BulkAct } from '#domain/contracts/bulk-job';
import { assignTicket } from '../tickets/assign-ticket.ts';
import { changePriority } from '../tickets/change-priority.ts';
import { changeStatus } from '../tickets/change-status.ts';
import { changeTags } from '../tickets/change-tags.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { deleteTicket, markSpam } from '../tickets/leave-queue.ts';
import { moveToTeam } from '../tickets/move-to-team.ts';
import type { TicketReceipt } from '../tickets/receipt.ts';

/** Do what a bulk job does to one of its tickets: the command of that name. @throws {Problem} as that command does */
export function doBulkItem(context: CommandContext, ticketId: string, act: BulkAct): Promise<TicketReceipt> {
  switch (act.type) {
    case 'status':
      return changeStatus(context, { ticketId, status: act.status });
    case 'priority':
      return changePriority(context, { ticketId, priority: act.priority });
    case 'assignee':
      return assignTicket(context, { ticketId, assigneeId: act.assigneeId });
    case 'team':
      return moveToTeam(context, { ticketId, teamId: act.teamId });
    case 'tags':
      return changeTags(context, { ticketId, add: act.add, remove: act.remove });
    case 'spam':
      return markSpam(context, { ticketId });
    case 'deletion':
      return deleteTicket(context, { ticketId });
  }
}
