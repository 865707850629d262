import type { ConditionSubject } from '../conditions/evaluate.ts';
import type { FieldValues } from '../fields/definition.ts';
import type { Ticket } from './ticket.ts';

/** A ticket, with what is said in custom fields of whoever asked for it. */
export interface SubjectTicket extends Ticket {
  readonly requesterFields?: FieldValues | undefined;
}

/** A ticket as conditions ask about it; which calendars are open is told by who knows the instant. */
export const subjectOf = (ticket: SubjectTicket): Omit<ConditionSubject, 'openCalendars'> => ({
  status: ticket.status,
  priority: ticket.priority,
  teamId: ticket.teamId,
  assigneeId: ticket.assigneeId,
  requesterId: ticket.requesterId,
  tags: ticket.tags,
  via: ticket.via,
  openedBy: ticket.openedBy,
  isFollowUp: ticket.followUpOfId !== null,
  custom: { ...ticket.requesterFields, ...ticket.fields },
});
