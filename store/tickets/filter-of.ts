import { QUEUE_STATUSES, type TicketFilterQuery } from '#domain/contracts/ticket-list';
import type { StaffActor } from '#domain/permissions/actor';
import type { TicketFilter, Where } from './ticket-filter.ts';

/** What a query for tickets means to whoever asks; `where` was read by whoever knows what can be asked. */
export function filterOf(
  actor: StaffActor,
  { status, team, assignee, away, search, where: _, ...query }: TicketFilterQuery,
  where?: Where,
): TicketFilter {
  const anyStatus = search !== undefined || away !== undefined;
  return {
    actor,
    place: away ?? (search === undefined ? 'queue' : 'anywhere'),
    statuses: status ?? (anyStatus ? undefined : QUEUE_STATUSES),
    teamIds: team === undefined ? undefined : team === 'none' ? null : team === 'mine' ? actor.teamIds : [team],
    assigneeId: assignee === 'none' ? null : assignee === 'me' ? actor.id : assignee,
    sla: query.sla,
    requesterId: query.requester,
    organisationId: query.organisation,
    where,
    number: search,
  };
}
