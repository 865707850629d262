import type { TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '#store/queryable';
import { slaRecords } from '#store/sla-records';

/** `seq` of the warnings among facts whose breach is on record by now, wherever its fact is: nobody is told of them. */
export async function findOvertakenWarnings(
  client: Queryable,
  ticketId: string,
  facts: readonly TicketFact[],
): Promise<number[]> {
  if (!facts.some(({ type }) => type === 'sla_warning')) return [];
  const breaches = (await slaRecords.list(client, ticketId)).filter(({ percent }) => percent === 100);
  return facts.flatMap((fact) => {
    if (fact.type !== 'sla_warning') return [];
    const { metric, openedBy, seq } = fact;
    return breaches.some((breach) => breach.metric === metric && breach.openedBy === openedBy) ? [seq] : [];
  });
}
