import type { Actor } from '#domain/permissions/actor';
import type { Condition } from '#domain/conditions/condition';
import { STATUSES, type Status } from '#domain/tickets/words';
import { ticketCondition } from '../conditions/ticket-condition.ts';
import type { SqlParameters } from '../sql-parameters.ts';
import { seenBy } from './seen-by.ts';

/** A condition that is asked of a whole list, at one instant. */
export interface Where {
  readonly condition: Condition;
  /** Ids of the calendars that are open then, of those that it names. */
  readonly openCalendars: readonly string[];
}

/** Which tickets: those that fit all that is said, of those the actor may see. */
export interface TicketFilter {
  readonly actor: Actor;
  /** `anywhere`: in the queue or out of it. */
  readonly place: 'queue' | 'spam' | 'deleted' | 'merged' | 'anywhere';
  /** Undefined: any. */
  readonly statuses?: readonly Status[] | undefined;
  /** Null: of no team. */
  readonly teamIds?: readonly string[] | null | undefined;
  /** Null: nobody's. */
  readonly assigneeId?: string | null | undefined;
  readonly sla?: 'late' | 'running_out' | undefined;
  readonly requesterId?: string | undefined;
  readonly organisationId?: string | undefined;
  /** What is asked besides. */
  readonly where?: Where | undefined;
  readonly number?: number | undefined;
  /** None but these. */
  readonly ids?: readonly string[] | undefined;
}

/** As the partial indexes of the queue have it, word by word. */
const inQueue = 'NOT t.is_spam AND NOT t.is_deleted AND t.merged_into_id IS NULL';
const away = '(t.is_spam OR t.is_deleted OR t.merged_into_id IS NOT NULL)';
const PLACES = {
  queue: inQueue,
  spam: `t.is_spam AND ${away}`,
  deleted: `t.is_deleted AND ${away}`,
  merged: `t.merged_into_id IS NOT NULL AND ${away}`,
  anywhere: 'true',
} as const;

/** Statuses are of a closed list and written out, so that the planner knows which of the partial indexes may serve. */
const oneOf = (statuses: readonly Status[]) =>
  `t.status IN (${STATUSES.filter((status) => statuses.includes(status))
    .map((status) => `'${status}'`)
    .join(', ')})`;

/** A filter as a condition on `ticket` as `t`. */
export function ticketsThat(filter: TicketFilter, parameters: SqlParameters): string {
  const { actor, place, statuses, teamIds, assigneeId, sla, requesterId, organisationId, where, number, ids } = filter;
  const { add } = parameters;
  const conditions = [
    PLACES[place],
    seenBy(actor, parameters),
    statuses && oneOf(statuses),
    teamIds === null ? 't.team_id IS NULL' : teamIds && `t.team_id = ANY(${add(teamIds)}::uuid[])`,
    assigneeId === null ? 't.assignee_id IS NULL' : assigneeId !== undefined && `t.assignee_id = ${add(assigneeId)}`,
    sla === 'late' && 't.clock_ends_at <= (SELECT nixflow_now())',
    sla === 'running_out' &&
      't.clock_ends_at > (SELECT nixflow_now()) AND t.clock_runs_out_at <= (SELECT nixflow_now())',
    requesterId !== undefined && `t.requester_id = ${add(requesterId)}`,
    organisationId !== undefined &&
      `t.requester_id IN (SELECT id FROM customer WHERE organisation_id = ${add(organisationId)})`,
    where && ticketCondition(where.condition, { parameters, openCalendars: where.openCalendars }),
    number !== undefined && `t.number = ${add(number)}`,
    ids && `t.id = ANY(${add(ids)}::uuid[])`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
