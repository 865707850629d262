import { changedSince } from '#domain/audit/changed-since';
import { Problem } from '#domain/contracts/problem';

type Fields = Readonly<Record<string, unknown>>;

/**
 * See that what somebody is about to change still is what they saw, in the transaction that holds it.
 *
 * @param seen undefined: they did not say, and come last
 * @throws {Problem} `stale`
 */
export function requireAsSeen(seen: Fields | undefined, now: Fields): void {
  const changed = changedSince(seen ?? {}, now);
  if (changed.length === 0) return;
  throw new Problem('stale', { detail: `Somebody else changed this meanwhile: ${changed.join(', ')}.` });
}
