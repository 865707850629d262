import type { NoticedTicket } from '#domain/notices/told-of';
import type { TicketFact } from '#domain/tickets/fact';
import { readLead } from '../people/read-lead.ts';
import { isAssignable, isHere } from '../people/staff.ts';
import type { Queryable } from '../queryable.ts';
import type { TicketRow } from '../tickets/ticket-row.ts';

type Scope = Pick<NoticedTicket, 'teamMemberIds' | 'leadId' | 'replyBy'>;

/**
 * Who is in a ticket's team and there, if nobody has the ticket; who leads it, of a breach; and who wrote the replies whose deliveries the facts are
 * about.
 */
export async function readTold(
  client: Queryable,
  { teamId, assigneeId }: Pick<TicketRow, 'teamId' | 'assigneeId'>,
  facts: readonly TicketFact[],
): Promise<(fact: TicketFact) => Scope> {
  const deliveries = facts.flatMap((fact) => (fact.type === 'delivery' ? [fact.deliveryId] : []));
  const wantsTeam = teamId !== null && assigneeId === null;
  const teamMemberIds = wantsTeam ? await readTeam(client, teamId) : [];
  const isLate = facts.some(({ type }) => type === 'sla_breached');
  const leadId = isLate && teamId !== null ? await readLead(client, teamId) : null;
  const writers = deliveries.length === 0 ? new Map<string, string>() : await readWriters(client, deliveries);
  return (fact) => ({
    ...{ teamMemberIds, leadId },
    replyBy: fact.type === 'delivery' ? (writers.get(fact.deliveryId) ?? null) : null,
  });
}

async function readTeam(client: Queryable, teamId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT s.id FROM team_member m JOIN staff s ON s.id = m.staff_id WHERE m.team_id = $1 AND ${isAssignable} AND ${isHere}`,
    [teamId],
  );
  return rows.map(({ id }) => id);
}

/** Of each mail the colleague who wrote the message that it carries. */
async function readWriters(client: Queryable, deliveryIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; staffId: string }>(
    `SELECT o.id, f.data->>'authorId' AS "staffId" FROM outgoing_mail o
       JOIN message m ON m.id = o.message_id JOIN ticket_event f ON f.ticket_id = m.ticket_id AND f.seq = m.seq
     WHERE o.id = ANY($1) AND f.data->>'by' = 'agent' AND f.data->>'authorId' IS NOT NULL`,
    [deliveryIds],
  );
  return new Map(rows.map(({ id, staffId }) => [id, staffId]));
}
