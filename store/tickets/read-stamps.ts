import { eachOnce, listsOf, type ListRoom } from '#domain/contracts/rooms';
import type { TicketStamp } from '#domain/contracts/ticket-stamp';
import type { TicketScope } from '#domain/permissions/ticket';
import type { Queryable } from '../queryable.ts';

/** Which tickets: those named, and those with a fact after `since`, of these at most `mostRecent`. */
export interface StampsWanted {
  readonly ticketIds: readonly string[];
  /** An instant of `nixflow_now()`; null: none but those named. */
  readonly since: Date | null;
  readonly mostRecent: number;
}

/** How far a ticket is, who may know of it, and the lists that it is in or left since. */
export interface StampedTicket extends TicketStamp {
  readonly scope: TicketScope;
  readonly lists: readonly ListRoom[];
  /** It has a fact after `since`. */
  readonly isRecent: boolean;
}

/** What was read, and when: `nixflow_now()`. */
export interface ReadStamps {
  readonly now: Date;
  readonly tickets: readonly StampedTicket[];
}

interface Row extends TicketStamp, TicketScope {
  readonly isRecent: boolean;
  readonly leftTeams: readonly (string | null)[] | null;
  readonly leftAssignees: readonly string[] | null;
}

/**
 * How far tickets are, by one question.
 *
 * `since` is a value and no expression: PostgreSQL must see how few facts are younger, or it reads them all. Facts are
 * stamped before they are committed, so whoever asks again goes back further than to the last `now`.
 */
export async function readStamps(client: Queryable, wanted: StampsWanted): Promise<ReadStamps> {
  const { ticketIds, since, mostRecent } = wanted;
  const { rows } = await client.query<{ readonly now: Date } & (Row | { readonly ticketId: null })>(
    `WITH RECURSIVE above AS (
       SELECT id AS of, merged_into_id AS id FROM ticket WHERE id = ANY($1::uuid[])
       UNION SELECT of, t.merged_into_id FROM above JOIN ticket t USING (id)
     ), below AS (
       SELECT merged_into_id AS of, id FROM ticket WHERE merged_into_id = ANY($1::uuid[])
       UNION SELECT of, t.id FROM below JOIN ticket t ON t.merged_into_id = below.id
     ), kin AS (
       SELECT of AS id, sum(t.revision)::int AS revisions
       FROM (SELECT * FROM above UNION SELECT * FROM below) AS related JOIN ticket t USING (id) GROUP BY of
     ), recent AS (
       SELECT ticket_id,
         array_agg(data->>'from') FILTER (WHERE type = 'team') AS left_teams,
         array_agg(data->>'from') FILTER (WHERE type = 'assignee' AND data->>'from' IS NOT NULL) AS left_assignees
       FROM ticket_event WHERE at > $2 GROUP BY ticket_id LIMIT $3
     ), stamped AS (
       SELECT t.id AS "ticketId", t.revision, t.last_seq AS seq, e.version AS engine, coalesce(k.revisions, 0) AS kin, t.team_id AS "teamId",
         t.assignee_id AS "assigneeId", t.requester_id AS "requesterId",
         (SELECT organisation_id FROM customer WHERE id = t.requester_id) AS "organisationId", t.is_deleted AS "isDeleted",
         t.is_spam AS "isSpam", r.ticket_id IS NOT NULL AS "isRecent", r.left_teams AS "leftTeams",
         r.left_assignees AS "leftAssignees"
       FROM (SELECT unnest($1::uuid[]) AS id UNION SELECT ticket_id FROM recent) AS asked
         JOIN ticket t USING (id) JOIN ticket_engine e ON e.ticket_id = t.id LEFT JOIN recent r ON r.ticket_id = t.id
         LEFT JOIN kin k ON k.id = t.id
     )
     SELECT * FROM (SELECT nixflow_now() AS now) AS clock LEFT JOIN stamped ON true`,
    [ticketIds, since, mostRecent],
  );
  const [first] = rows;
  if (!first) throw new Error('The question for stamps gave no row.');
  return { now: first.now, tickets: rows.flatMap((row) => (row.ticketId === null ? [] : [asStamped(row)])) };
}

function asStamped(row: Row): StampedTicket {
  const { ticketId, revision, seq, engine, kin, teamId, assigneeId, requesterId, isRecent } = row;
  const { organisationId, isDeleted, isSpam } = row;
  const left = [
    ...(row.leftTeams ?? []).flatMap((team) => listsOf({ teamId: team, assigneeId: null })),
    ...(row.leftAssignees ?? []).map((staffId) => `assignee:${staffId}` as const),
  ];
  return {
    ...{ ticketId, revision, seq, engine, kin, isRecent },
    scope: { teamId, assigneeId, requesterId, organisationId, isDeleted, isSpam },
    lists: eachOnce([...listsOf({ teamId, assigneeId }), ...left]),
  };
}
