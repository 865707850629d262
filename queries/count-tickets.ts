import { Problem } from '#domain/contracts/problem';
import { MOST_COUNTED, QUEUE_STATUSES, type TicketCounts } from '#domain/contracts/ticket-list';
import type { Actor } from '#domain/permissions/actor';
import type { Queryable } from '#store/queryable';
import { countTickets as count } from '#store/tickets/count-tickets';

/**
 * How many tickets of the queue each view has for somebody on the agent side, counted up to a thousand.
 *
 * @throws {Problem} `forbidden` (customers)
 */
export async function countTickets(client: Queryable, actor: Actor): Promise<TicketCounts> {
  if (actor.kind !== 'staff') throw new Problem('forbidden');
  const open = { actor, place: 'queue', statuses: QUEUE_STATUSES } as const;
  const counts = await count(
    client,
    {
      unassigned: { ...open, assigneeId: null },
      mine: { ...open, assigneeId: actor.id },
      myTeams: { ...open, teamIds: actor.teamIds },
      late: { ...open, sla: 'late' },
      runningOut: { ...open, sla: 'running_out' },
      open,
    },
    MOST_COUNTED + 1,
  );
  const capped = (found: number) => ({ count: Math.min(found, MOST_COUNTED), isMore: found > MOST_COUNTED });
  return {
    unassigned: capped(counts.unassigned),
    mine: capped(counts.mine),
    myTeams: capped(counts.myTeams),
    late: capped(counts.late),
    runningOut: capped(counts.runningOut),
    open: capped(counts.open),
  };
}
