import type { ListRoom } from '../contracts/rooms.ts';
import type { Actor } from './actor.ts';
import { has } from './permission.ts';

/**
 * Lists are for the agent side: whoever sees every ticket opens every list; others those of their teams, of no team, and
 * their own. So nobody hears through a list of a ticket that they may not see.
 */
export function canOpenList(actor: Actor, list: ListRoom): boolean {
  if (actor.kind !== 'staff') return actor.kind === 'engine';
  if (has(actor, 'ticket.see_all') || list === 'team:none') return true;
  return list === `assignee:${actor.id}` || actor.teamIds.some((teamId) => list === `team:${teamId}`);
}
