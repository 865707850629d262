import type { AdminContext } from '#commands/admin/admin-context';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import type { EndpointContext, ReadActor } from './endpoint.ts';

/** What the endpoints of administration reach. */
export interface AdminDoor extends Pick<AdminContext, 'pool' | 'deliverSoon'> {
  readonly readActor: ReadActor;
}

/**
 * What a command that administers is called with.
 *
 * @throws {Problem} `forbidden` (whoever is not staff)
 */
export function adminContextOf(
  { pool, deliverSoon }: AdminDoor,
  { actor, caller, requestId }: EndpointContext & { readonly actor: Actor },
): AdminContext {
  if (actor.kind !== 'staff') throw new Problem('forbidden');
  return { pool, deliverSoon, actor, requestId, address: caller.address ?? null };
}
