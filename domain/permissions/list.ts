import type { ListRoom } from '../contracts/rooms.ts';
import type { Actor } from './actor.ts';

/**
 * Lists are for the agent side: supervisors and admins open every list; agents those of their teams, of no team, and their
 * own. So nobody hears through a list of a ticket that they may not see.
 */
export function canOpenList(actor: Actor, list: ListRoom): boolean {
  if (actor.kind !== 'staff') return actor.kind === 'engine';
  if (actor.role === 'admin' || actor.role === 'supervisor' || list === 'team:none') return true;
  return list === `assignee:${actor.id}` || actor.teamIds.some((teamId) => list === `team:${teamId}`);
}
