import { ledger } from '#store/mail/ledger';
import type { Logger } from '#process/logger';
import type { Queryable } from '#store/queryable';

/** What looks after mails works with. */
export interface ForgottenDeliveries {
  readonly pool: Queryable;
  /** Start the workflow of a mail, unless it runs. Rejects soon if the engine does not answer. */
  readonly start: (deliveryId: string) => Promise<void>;
  readonly logger: Logger;
}

/** Somebody else should have moved it by then. */
const forgottenAfterMs = 30_000;
const limit = 200;

/**
 * Start the workflows of mails that should have moved 30 s ago: their start got lost, or somebody terminated them. One that
 * runs is left alone, so this may be done any number of times. Ends with the first start that fails.
 */
export async function startForgottenDeliveries({ pool, start, logger }: ForgottenDeliveries): Promise<void> {
  const ids = await ledger.listForgotten(pool, forgottenAfterMs, limit);
  try {
    for (const id of ids) await start(id);
  } catch (error) {
    logger.warn({ err: error, mails: ids.length }, 'Mails wait, and the engine does not start their workflows.');
  }
}
