import type { LatestSelfCheckView } from '#domain/contracts/self-check';
import type { Queryable } from '#store/queryable';
import { selfChecks } from '#store/self-check';
import { presentSelfCheck } from './present-self-check.ts';

/** The self-check that was asked for last, or null. */
export async function latestSelfCheck(client: Queryable): Promise<LatestSelfCheckView> {
  const row = await selfChecks.latest(client);
  return { selfCheck: row && presentSelfCheck(row) };
}
