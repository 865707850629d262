import type { Ticket } from '../tickets/ticket.ts';
import type { Actor, CustomerActor, StaffActor } from './actor.ts';
import { has, may } from './permission.ts';

/** What of a ticket decides who may do what with it. */
export interface TicketScope extends Pick<Ticket, 'teamId' | 'assigneeId' | 'requesterId' | 'isDeleted' | 'isSpam'> {
  /** Whom the requester belongs to. */
  readonly organisationId: string | null;
}

const sees = (actor: StaffActor, { teamId, assigneeId }: TicketScope) =>
  has(actor, 'ticket.see_all') || teamId === null || assigneeId === actor.id || actor.teamIds.includes(teamId);

/** Customers see their own tickets, and those of their organisation if it shares them; staff those of their teams, of no team, and their own, or with `ticket.see_all` all. */
export function canSee(actor: Actor, ticket: TicketScope): boolean {
  if (actor.kind === 'engine') return true;
  if (actor.kind === 'customer') return isTheirs(actor, ticket) && !ticket.isDeleted && !ticket.isSpam;
  return sees(actor, ticket);
}

const isTheirs = ({ id, organisationId }: CustomerActor, ticket: TicketScope) =>
  ticket.requesterId === id || (organisationId !== null && ticket.organisationId === organisationId);

/** Whether somebody works on tickets they see, and does not only read them. */
export const canWork = (actor: Actor): boolean => may(actor, 'ticket.work');

/** Everybody on the agent side writes notes. */
export const canNote = (actor: Actor): boolean => actor.kind !== 'customer';

/** Deleting, and what is undone by restoring. */
export const canDelete = (actor: Actor): boolean => may(actor, 'ticket.delete');

/** Pausing, skipping and starting a ticket's flows. */
export const canOperate = (actor: Actor): boolean => may(actor, 'ticket.operate');
