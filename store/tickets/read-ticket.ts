import type { SlaState } from '#domain/sla/sla-state';
import type { Queryable } from '../queryable.ts';
import { ticketColumns, type TicketRow } from './ticket-row.ts';

/** Somebody or something by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A ticket with its clocks, its people and how far its workflow is, all of one moment. Instants in ms. */
export interface ReadTicket extends TicketRow {
  readonly requester: Named & { readonly email: string };
  readonly team: Named | null;
  readonly assignee: Named | null;
  /** Who else takes part, in the order of their addresses. */
  readonly cc: readonly { readonly name: string; readonly address: string }[];
  readonly sla: SlaState;
  readonly seenSeq: number;
  readonly nextAt: number | null;
  readonly stuckAt: number | null;
  /** `nixflow_now()` */
  readonly now: number;
}

const named = (table: string) =>
  `CASE WHEN ${table}.id IS NOT NULL THEN jsonb_build_object('id', ${table}.id, 'name', ${table}.name) END`;

/** The people of a ticket, of what `joinPeople` joins. */
export const peopleColumns = `jsonb_build_object('id', requester.id, 'name', requester.name, 'email', requester.email)
  AS requester, ${named('team')} AS team, ${named('assignee')} AS assignee`;

/** Joins to `ticket` as `t` whom it concerns. */
export const joinPeople = `JOIN customer requester ON requester.id = t.requester_id
  LEFT JOIN team ON team.id = t.team_id LEFT JOIN staff assignee ON assignee.id = t.assignee_id`;

/** Read a ticket without locking it. Null if there is none. */
export async function readTicket(client: Queryable, ticketId: string): Promise<ReadTicket | null> {
  const { rows } = await client.query<ReadTicket>(
    `SELECT ${ticketColumns}, ${peopleColumns},
       (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'address', address) ORDER BY address), '[]')
         FROM ticket_cc WHERE ticket_id = t.id) AS cc, s.state AS sla, e.seen_seq AS "seenSeq",
       (extract(epoch FROM e.next_at) * 1000)::float8 AS "nextAt",
       (extract(epoch FROM e.stuck_at) * 1000)::float8 AS "stuckAt",
       (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now
     FROM ticket t JOIN ticket_sla s ON s.ticket_id = t.id JOIN ticket_engine e ON e.ticket_id = t.id ${joinPeople}
     WHERE t.id = $1`,
    [ticketId],
  );
  return rows[0] ?? null;
}
