import type { ListRoom } from '#domain/contracts/rooms';
import type { Viewer } from '#domain/contracts/session';
import type { ViewName } from '../../app/shell/views.ts';

/** What the list of each view asks for. */
export const VIEW_QUERIES: Readonly<Record<ViewName, Readonly<Record<string, string>>>> = {
  mine: { assignee: 'me' },
  unassigned: { assignee: 'none' },
  next: { sla: 'running_out' },
  late: { sla: 'late' },
  pending: { status: 'pending' },
  open: {},
  closed: { status: 'resolved,closed', sort: 'changed' },
};

/** The rooms that feed what somebody sees of tickets. */
export function roomsOf({ permissions, staffId, teamIds }: Viewer): ListRoom[] {
  if (permissions.includes('ticket.see_all')) return ['all'];
  return ['team:none', `assignee:${staffId}`, ...teamIds.map((id) => `team:${id}` as const)];
}
