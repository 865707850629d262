import type { ConditionSubject } from '../conditions/evaluate.ts';
import type { Ticket } from './ticket.ts';

/** A ticket as conditions ask about it; which calendars are open is told by who knows the instant. */
export const subjectOf = (ticket: Ticket): Omit<ConditionSubject, 'openCalendars'> => ({
  status: ticket.status,
  priority: ticket.priority,
  teamId: ticket.teamId,
  assigneeId: ticket.assigneeId,
  requesterId: ticket.requesterId,
  tags: ticket.tags,
  via: ticket.via,
  openedBy: ticket.openedBy,
  isFollowUp: ticket.followUpOfId !== null,
});
