import { rawMails, type ClaimedRawMail } from '#store/mail/raw-mail';
import type { Logger } from '#process/logger';
import { processMail, type MailIntake } from './process-mail.ts';

/** Messages that came, one after the other made into what they are. */
export interface RunningIntake {
  /** There is something new. */
  readonly wake: () => void;
  /** Whether the last look at what is there worked. */
  readonly isWell: () => boolean;
  /** Finish what is under way. */
  close(): Promise<void>;
}

const batch = 10;
const width = 4;
/** Larger ones are read one at a time: each takes up to twelve times its bytes. Four of 50 MB took 1.7 GB. */
const largeBytes = 4 * 1024 * 1024;
const claimMs = 120_000;
const lookEveryMs = 1_000;
/** After something was away. */
const againAfterMs = 5_000;

/**
 * Process what came, oldest first, some at once. Any number of processes may do so; what one of them dropped another takes when
 * its claim has lapsed.
 */
export function startIntake(intake: MailIntake & { readonly logger: Logger }): RunningIntake {
  const { pool, logger } = intake;
  let isClosing = false;
  let isWell = true;
  let wake: () => void = () => undefined;

  async function work(raw: ClaimedRawMail): Promise<void> {
    try {
      await processMail(intake, raw);
    } catch (error) {
      logger.warn(
        { err: error, rawMailId: raw.id, attempts: raw.attempts },
        'A mail could not be processed; again later.',
      );
      await rawMails.release(pool, raw.id, againAfterMs).catch(() => undefined);
    }
  }

  let large = Promise.resolve();
  function workInTurn(raw: ClaimedRawMail): Promise<void> {
    if (raw.size <= largeBytes) return work(raw);
    large = large.then(() => work(raw));
    return large;
  }

  async function takeBatch(): Promise<number> {
    const claimed = await rawMails.claim(pool, batch, claimMs);
    const waiting = claimed.values();
    const lane = async () => {
      for (const raw of waiting) await workInTurn(raw);
    };
    await Promise.all(Array.from({ length: width }, lane));
    return claimed.length;
  }

  async function run(): Promise<void> {
    while (!isClosing) {
      const taken = await takeBatch().then(
        (count) => {
          isWell = true;
          return count;
        },
        (error: unknown) => {
          if (isWell) logger.warn({ err: error }, 'Incoming mail waits: the database does not answer.');
          isWell = false;
          return 0;
        },
      );
      if (taken === batch) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, isWell ? lookEveryMs : againAfterMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = run();
  return {
    wake: () => {
      wake();
    },
    isWell: () => isWell,
    async close() {
      isClosing = true;
      wake();
      await running;
    },
  };
}
