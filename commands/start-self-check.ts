import { Problem } from '#domain/contracts/problem';
import type { SelfCheckView } from '#domain/contracts/self-check';
import { presentSelfCheck } from '#queries/present-self-check';
import { selfChecks } from '#store/self-check';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';
import { failSelfCheck } from './fail-self-check.ts';
import { tellBrowsers, type SelfCheckContext } from './self-check-context.ts';

/** What starting a self-check needs besides. */
export interface StartSelfCheckContext extends SelfCheckContext {
  readonly pool: Pool;
  /** Start the workflow of a self-check, or join it. Rejects within 2 s, saying why in a sentence for people. */
  readonly startWorkflow: (selfCheckId: string) => Promise<void>;
}

/**
 * Start a self-check, or join the unfinished one of the last ten seconds, so that asking often costs little.
 *
 * The row is committed before the workflow starts, since that one reads it at once. An engine that does not answer is
 * recorded as the self-check's failure.
 *
 * @throws {Problem} `engine_unavailable`
 */
export async function startSelfCheck(context: StartSelfCheckContext): Promise<SelfCheckView> {
  const row = await inTransaction(context.pool, selfChecks.start);
  tellBrowsers(context, row);
  try {
    await context.startWorkflow(row.id);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await failSelfCheck(context, row.id, `The workflow did not start: ${why}`);
    throw new Problem('engine_unavailable', { detail: why, cause: error });
  }
  return presentSelfCheck(row);
}
