import type { Queryable } from '#store/queryable';
import { selfChecks } from '#store/self-check';

/** How long a self-check is kept. */
const retentionHours = 24;

/** Delete self-checks older than a day. @returns how many */
export function deleteOldSelfChecks(client: Queryable): Promise<number> {
  return selfChecks.deleteOlderThan(client, retentionHours);
}
