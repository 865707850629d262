import type { FieldValues } from '#domain/fields/definition';
import type { Ticket } from '#domain/tickets/ticket';
import { requesterFieldsOf } from '../fields/requester-fields.ts';
import { millisecondsOf as ms } from '../milliseconds-of.ts';

/** A ticket's row: what its facts make it, and its name among people. Instants in ms. */
export interface TicketRow extends Ticket {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  /** Whom the requester belongs to. */
  readonly organisationId: string | null;
  /** What is said in custom fields of the requester and of their organisation. */
  readonly requesterFields: FieldValues;
}

/** The columns of `ticket` (as `t`) under the names of `TicketRow`. */
export const ticketColumns = `t.id, t.number::float8 AS number, t.subject, t.status, t.priority, t.team_id AS "teamId",
  t.assignee_id AS "assigneeId", t.requester_id AS "requesterId",
  (SELECT organisation_id FROM customer WHERE id = t.requester_id) AS "organisationId",
  ${requesterFieldsOf('t.requester_id')} AS "requesterFields", t.fields, t.opened_by AS "openedBy", t.via, t.tags,
  t.policy_version_id AS "policyVersionId", t.flow_version_ids AS "flowVersionIds", t.is_spam AS "isSpam",
  t.is_deleted AS "isDeleted", t.merged_into_id AS "mergedIntoId", t.follow_up_of_id AS "followUpOfId",
  t.last_message_id AS "lastMessageId", ${ms('t.resolved_at')} AS "resolvedAt",
  ${ms('t.looped_at')} AS "loopedAt", t.revision, t.last_seq AS "lastSeq",
  ${ms('t.last_fact_at')} AS "lastFactAt", ${ms('t.created_at')} AS "createdAt"`;

/** An instant in ms as PostgreSQL's timestamptz; null stays null. */
export const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
