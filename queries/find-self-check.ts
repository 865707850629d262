import { Problem } from '#domain/contracts/problem';
import type { SelfCheckView } from '#domain/contracts/self-check';
import type { Queryable } from '#store/queryable';
import { selfChecks } from '#store/self-check';
import { presentSelfCheck } from './present-self-check.ts';

/**
 * One self-check.
 *
 * @throws {Problem} `not_found`, also when it is older than a day and deleted
 */
export async function findSelfCheck(client: Queryable, selfCheckId: string): Promise<SelfCheckView> {
  const row = await selfChecks.find(client, selfCheckId);
  if (!row) throw new Problem('not_found');
  return presentSelfCheck(row);
}
