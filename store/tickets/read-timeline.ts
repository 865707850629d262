import type { StepLog } from '#domain/flow/run';
import type { TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '../queryable.ts';
import { factColumns, factOf, type FactRow } from './read-facts.ts';

/** Where an entry stands in the order: facts before steps of the same instant, each kind by its own number. */
export interface TimelinePlace {
  /** ms */
  readonly at: number;
  readonly kind: 'fact' | 'step';
  /** `seq` of the fact, id of the step. */
  readonly number: number;
}

/** A fact with the subject it gave the ticket, or a step of a flow. */
export type TimelineEntry = TimelinePlace &
  (
    | { readonly kind: 'fact'; readonly fact: TicketFact; readonly subject: string | null }
    | { readonly kind: 'step'; readonly step: StepLog }
  );

interface Row extends TimelinePlace, FactRow {
  readonly subject: string | null;
  readonly step: StepLog;
}

/** A place as `(at, kind, number)`; kinds in the order of their names. */
const isBefore = `$2::timestamptz IS NULL OR`;

/** The last `limit` entries of a ticket's timeline before a place (null: of all), oldest first. */
export async function readTimeline(
  client: Queryable,
  ticketId: string,
  { before, limit }: { readonly before: TimelinePlace | null; readonly limit: number },
): Promise<TimelineEntry[]> {
  const { rows } = await client.query<Row>(
    `WITH entry AS (
       (SELECT ${factColumns}, at AS instant, 'fact' AS kind, seq::bigint AS number, s.subject, NULL::jsonb AS step
        FROM ticket_event f LEFT JOIN ticket_subject s USING (ticket_id, seq)
        WHERE ticket_id = $1 AND (${isBefore} (at, 'fact', seq::bigint) < ($2, $3, $4))
        ORDER BY at DESC, seq DESC LIMIT $5)
       UNION ALL
       (SELECT NULL, (extract(epoch FROM at) * 1000)::float8, NULL, NULL, NULL, NULL, NULL, at, 'step', id, NULL, step
        FROM ticket_step
        WHERE ticket_id = $1 AND (${isBefore} (at, 'step', id) < ($2, $3, $4))
        ORDER BY at DESC, id DESC LIMIT $5)
     ), page AS (SELECT * FROM entry ORDER BY instant DESC, kind DESC, number DESC LIMIT $5)
     SELECT seq, at, revision, type, data, cause, depth, kind, number::float8 AS number, subject, step
     FROM page ORDER BY instant, kind, page.number`,
    [ticketId, before && new Date(before.at), before?.kind ?? '', before?.number ?? 0, limit],
  );
  return rows.map(entryOf);
}

function entryOf({ kind, number, subject, step, ...fact }: Row): TimelineEntry {
  const { at } = fact;
  return kind === 'fact' ? { kind, number, at, subject, fact: factOf(fact) } : { kind, number, at, step };
}
