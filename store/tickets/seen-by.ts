import type { Actor } from '#domain/permissions/actor';
import type { SqlParameters } from '../sql-parameters.ts';

/** `canSee` (domain/permissions/ticket.ts) as a condition on `ticket` as `t`; a test compares the two. */
export function seenBy(actor: Actor, { add }: SqlParameters): string {
  if (actor.kind === 'engine') return 'true';
  if (actor.kind === 'customer') return `(t.requester_id = ${add(actor.id)} AND NOT t.is_deleted AND NOT t.is_spam)`;
  const { role, id, teamIds } = actor;
  if (role === 'admin' || role === 'supervisor') return 'true';
  return `(t.team_id IS NULL OR t.assignee_id = ${add(id)} OR t.team_id = ANY(${add(teamIds)}::uuid[]))`;
}
