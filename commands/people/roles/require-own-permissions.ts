import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { has, type Permission } from '#domain/permissions/permission';

/**
 * Nobody gives away what they do not have, or whoever may make roles had every permission.
 *
 * @throws {Problem} `forbidden`
 */
export function requireOwnPermissions(actor: StaffActor, permissions: readonly Permission[]): void {
  const lacking = permissions.filter((permission) => !has(actor, permission));
  if (lacking.length > 0) throw new Problem('forbidden', { detail: `You do not have ${lacking.join(', ')} yourself.` });
}
