import type { Ticket } from '../tickets/ticket.ts';
import type { Actor, StaffActor } from './actor.ts';

/** What of a ticket decides who may do what with it. */
export type TicketScope = Pick<Ticket, 'teamId' | 'assigneeId' | 'requesterId' | 'isDeleted' | 'isSpam'>;

const sees = ({ role, id, teamIds }: StaffActor, { teamId, assigneeId }: TicketScope) =>
  role === 'admin' || role === 'supervisor' || teamId === null || assigneeId === id || teamIds.includes(teamId);

/** Customers see their own tickets; agents those of their teams, of no team, and their own; supervisors and admins all. */
export function canSee(actor: Actor, ticket: TicketScope): boolean {
  if (actor.kind === 'engine') return true;
  if (actor.kind === 'customer') return ticket.requesterId === actor.id && !ticket.isDeleted && !ticket.isSpam;
  return sees(actor, ticket);
}

/** Agents work on every ticket they see; light agents read and write notes. */
export const canWork = (actor: Actor): boolean =>
  actor.kind === 'engine' || (actor.kind === 'staff' && actor.role !== 'light_agent');

/** Everybody on the agent side writes notes. */
export const canNote = (actor: Actor): boolean => actor.kind !== 'customer';

/** Deleting and what is undone by restoring is for supervisors and admins. */
export const canDelete = (actor: Actor): boolean =>
  actor.kind === 'engine' || (actor.kind === 'staff' && (actor.role === 'admin' || actor.role === 'supervisor'));

/** Pausing, skipping and starting a ticket's flows is for supervisors and admins. */
export const canOperate = (actor: Actor): boolean => canDelete(actor);
