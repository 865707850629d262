import type { Actor, CustomerActor } from '#domain/permissions/actor';
import { has } from '#domain/permissions/permission';
import type { SqlParameters } from '../sql-parameters.ts';

/**
 * `canSee` (domain/permissions/ticket.ts) as a condition on `ticket` as `t`; a test compares the two. Of a ticket that nobody
 * has it may be NULL instead of false: whoever wants the others writes `IS NOT TRUE`, not `NOT`.
 */
export function seenBy(actor: Actor, { add }: SqlParameters): string {
  if (actor.kind === 'engine') return 'true';
  if (actor.kind === 'customer') return `(${askedBy(actor, add)} AND NOT t.is_deleted AND NOT t.is_spam)`;
  if (has(actor, 'ticket.see_all')) return 'true';
  const { id, teamIds } = actor;
  return `(t.team_id IS NULL OR t.assignee_id = ${add(id)} OR t.team_id = ANY(${add(teamIds)}::uuid[]))`;
}

function askedBy({ id, organisationId }: CustomerActor, add: SqlParameters['add']): string {
  const own = `t.requester_id = ${add(id)}`;
  if (organisationId === null) return own;
  return `(${own} OR t.requester_id IN (SELECT id FROM customer WHERE organisation_id = ${add(organisationId)}))`;
}
