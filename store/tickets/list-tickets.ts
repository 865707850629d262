import type { SlaState } from '#domain/sla/sla-state';
import type { TicketSort } from '#domain/contracts/ticket-list';
import type { Cause } from '#domain/tickets/cause';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters, type SqlParameters } from '../sql-parameters.ts';
import { ticketsThat, type TicketFilter } from './ticket-filter.ts';
import { joinPeople, peopleColumns, type Named } from './read-ticket.ts';
import { ticketColumns, type TicketRow } from './ticket-row.ts';

/** The last ticket of the page before: its place in the order. */
export interface TicketPlace {
  /** ms, by `clock` and `changed`; null: infinity. */
  readonly at: number | null;
  readonly number: number;
}

/** Which page of which tickets. */
export interface TicketsWanted {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly after: TicketPlace | null;
  readonly limit: number;
}

/** The newest message of a ticket that a person wrote, as its facts and texts tell it. */
export interface ListedMessage {
  readonly messageId: string;
  /** ms */
  readonly at: number;
  /** Of the fact `created` or `message`. */
  readonly by: 'customer' | 'agent';
  readonly isPublic: boolean;
  readonly cause: Cause;
  readonly authorId: string | null;
  /** Of the colleague. */
  readonly staffName: string | null;
  /** Of a third party. */
  readonly authorName: string | null;
  readonly text: string;
}

/** A ticket with what its row in a list shows. Instants in ms. */
export interface ListedTicket extends TicketRow {
  readonly sla: SlaState;
  readonly requester: Named & { readonly email: string };
  readonly team: Named | null;
  readonly assignee: Named | null;
  readonly message: ListedMessage | null;
  readonly heldUntil: number | null;
  readonly stuckAt: number | null;
  /** Null: infinity. */
  readonly clockEndsAt: number | null;
  /** `nixflow_now()` */
  readonly now: number;
}

/**
 * The order of each sort, and what comes after a place in it. One direction throughout: it is a row comparison, which an
 * index answers; the same written with OR is not.
 */
const ORDERS = {
  clock: { columns: '(t.clock_ends_at, t.number)', by: 't.clock_ends_at, t.number', comes: '>' },
  changed: { columns: '(t.last_fact_at, t.number)', by: 't.last_fact_at DESC, t.number DESC', comes: '<' },
  created: { columns: '(t.number)', by: 't.number DESC', comes: '<' },
} as const satisfies Record<TicketSort, object>;

/** What is taken of a text before it is made one line: more than can be shown. */
const mostRead = 600;
const mostShown = 120;

/** What a person wrote: "we received your message" under every subject would tell nobody anything. */
const lastMessage = `
  SELECT jsonb_build_object('messageId', m.id, 'at', ${ms('f.at')}, 'by', f.data->>'by', 'cause', f.cause,
    'isPublic', f.type = 'created' OR (f.data->>'public')::boolean,
    'authorId', f.data->>'authorId', 'authorName', m.author_name, 'staffName', author.name,
    'text', left(btrim(regexp_replace(left(coalesce(nullif(btrim(m.reply_text), ''), m.body), ${String(mostRead)}),
      '\\s+', ' ', 'g')), ${String(mostShown)})) AS message
  FROM message m
    JOIN ticket_event f ON f.ticket_id = m.ticket_id AND f.seq = m.seq
    LEFT JOIN staff author ON author.id = coalesce(f.data->>'authorId', f.cause->>'id')::uuid
  WHERE m.ticket_id = t.id
    AND f.data->>'by' <> 'system' AND (f.data->>'auto')::boolean IS NOT TRUE
    AND NOT EXISTS (SELECT FROM outgoing_mail o WHERE o.message_id = m.id AND o.state = 'undone')
  ORDER BY m.seq DESC LIMIT 1`;

/** The statement of a page: first which tickets, then what their rows show. */
function listTicketsSql({ filter, sort, after, limit }: TicketsWanted, parameters: SqlParameters): string {
  const { by } = ORDERS[sort];
  const conditions = [ticketsThat(filter, parameters), ...(after ? [isAfter(sort, after, parameters)] : [])];
  return `SELECT ${ticketColumns}, s.state AS sla, ${ms('nixflow_now()')} AS now,
      ${peopleColumns}, last.message,
      ${ms('held.until')} AS "heldUntil", ${ms('coalesce(e.stuck_at, t.looped_at)')} AS "stuckAt",
      CASE WHEN isfinite(t.clock_ends_at) THEN ${ms('t.clock_ends_at')} END AS "clockEndsAt"
    FROM (SELECT * FROM ticket t WHERE ${conditions.join(' AND ')}
        ORDER BY ${by} LIMIT ${parameters.add(limit)}) AS t
      JOIN ticket_sla s ON s.ticket_id = t.id
      JOIN ticket_engine e ON e.ticket_id = t.id
      ${joinPeople}
      LEFT JOIN LATERAL (${lastMessage}) AS last ON true
      LEFT JOIN LATERAL (SELECT min(o.held_until) AS until FROM outgoing_mail o
        WHERE o.ticket_id = t.id AND o.state = 'held') AS held ON true
    ORDER BY ${by}`;
}

function isAfter(sort: TicketSort, { at, number }: TicketPlace, { add }: SqlParameters): string {
  const { columns, comes } = ORDERS[sort];
  if (sort === 'created') return `${columns} ${comes} (${add(number)}::bigint)`;
  const instant = add(at === null ? 'infinity' : new Date(at));
  return `${columns} ${comes} (${instant}::timestamptz, ${add(number)}::bigint)`;
}

/** A page of tickets in the order asked for. */
export async function listTickets(client: Queryable, wanted: TicketsWanted): Promise<ListedTicket[]> {
  const parameters = sqlParameters();
  const { rows } = await client.query<ListedTicket>(listTicketsSql(wanted, parameters), parameters.values);
  return rows;
}
