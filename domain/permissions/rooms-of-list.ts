import type { ListRoom } from '../contracts/rooms.ts';
import type { StaffActor } from './actor.ts';

/** What decides which tickets may be in a list; see `ticketListQuery`. */
export interface ListedTickets {
  /** `mine`: any of the caller's teams; `none`: of no team; or a team's id. */
  readonly team?: string | undefined;
  /** `me`, `none`, or somebody's id. */
  readonly assignee?: string | undefined;
}

/** The rooms that a list of tickets lives from: whatever enters it, leaves it or changes in it is told in one of them. */
export function roomsOfList({ team, assignee }: ListedTickets, viewer: Omit<StaffActor, 'kind'>): ListRoom[] {
  const { id, role, teamIds } = viewer;
  const seesAll = role === 'admin' || role === 'supervisor';
  if (assignee === 'me' || assignee === id) return [`assignee:${id}`];
  if (assignee !== undefined && assignee !== 'none' && seesAll) return [`assignee:${assignee}`];
  if (team === 'none') return ['team:none'];
  const mine = teamIds.map((teamId) => `team:${teamId}` as const);
  if (team === 'mine') return mine;
  if (team !== undefined && (seesAll || teamIds.includes(team))) return [`team:${team}`];
  return seesAll ? ['all'] : [...mine, 'team:none', `assignee:${id}`];
}
