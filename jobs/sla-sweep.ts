import type { Logger } from '#process/logger';
import { readNow } from '#store/clock';
import { lateTickets, type LateTicket } from '#store/engine/sweep';
import type { Queryable } from '#store/queryable';
import type { Schedule } from './keep-schedules.ts';
import type { SweepFigures } from './sla-sweep-figures.ts';

/** The schedule of the sweep. */
export const slaSweepSchedule = (everyMs: number): Schedule => ({ id: 'sla-sweep', everyMs });

/** What a sweep works with. */
export interface SlaSweep {
  readonly pool: Queryable;
  /**
   * Tell a ticket's workflow to look again, and start it if it does not run. `refused`: the engine answered, and will not
   * have this one. Rejects soon if the engine does not answer.
   */
  readonly nudge: (ticketId: string) => Promise<'accepted' | 'refused'>;
  /** Whether anybody would act on a nudge. Rejects soon if the engine does not answer. */
  readonly workersPoll: () => Promise<boolean>;
  readonly figures: SweepFigures;
  readonly logger: Logger;
  /** From one sweep to the next. */
  readonly everyMs: number;
}

/** Tickets of one batch, and how many are nudged at once. */
const limit = 200;
const width = 10;

/**
 * How long a nudge has to help, in sweeps. Half of one, so that the next sweep nudges again, and two sweeps that come
 * together do not. Ten where the next will hardly help: the ticket is stuck, or nobody polls and the nudge only waits for
 * somebody who does.
 */
const restSweeps = { short: 0.5, long: 9.5 };

/**
 * The sweep: nudges tickets whose workflow has not seen a fact, or has not noted an instant that passed, for 30 s; and now and
 * then those whose flows are held by a fact of newer code, so that rolling forward mends them by itself.
 *
 * It looks after what got lost on the way (a signal, a workflow somebody terminated) and never records a breach: that is the
 * workflow's. A ticket that three accepted nudges did not move while workers poll is marked stuck, until it moves.
 *
 * An engine that does not answer ends it early, in seconds; `ending` after the batch that is under way. Safe to repeat and to
 * run in several processes at once.
 */
export function createSlaSweep(parts: SlaSweep): (ending?: AbortSignal) => Promise<void> {
  return async (ending) => {
    const startedAt = performance.now();
    const hasTime = () => ending?.aborted !== true && performance.now() - startedAt < parts.everyMs;
    const now = await readNow(parts.pool);
    const late = await lateTickets.figures(parts.pool, now);
    parts.figures.found(late);
    if (late.news + late.instant + late.stuck > 0) {
      await help(parts, now, hasTime).catch((error: unknown) => {
        if (!(error instanceof EngineSilent)) throw error;
        parts.logger.warn({ err: error.cause, late }, 'The SLA sweep ended early: the engine does not answer.');
      });
    }
    parts.figures.ended((performance.now() - startedAt) / 1_000);
  };
}

/** The engine did not answer; the cause says how. */
class EngineSilent extends Error {
  override readonly name = 'EngineSilent';
}

const orSilent = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    throw new EngineSilent('The engine does not answer.', { cause });
  });

/**
 * Batch after batch, oldest first, while there is more, workers poll and the engine takes it: after the engine lost all, tens
 * of thousands are late. Nobody is nudged twice, so whoever moves and is late again does not hold up the others.
 */
async function help(parts: SlaSweep, now: Date, hasTime: () => boolean): Promise<void> {
  const nudged = new Set<string>();
  for (;;) {
    const polled = await orSilent(parts.workersPoll());
    const batch = await nextBatch(parts, now, polled);
    const others = batch.filter(({ ticketId }) => !nudged.has(ticketId));
    for (const { ticketId } of others) nudged.add(ticketId);
    const accepted = await nudgeAll(parts, others, polled);
    if (batch.length < limit || accepted === 0 || !polled || !hasTime()) return;
  }
}

/** Those nudged in this sweep rest, so each batch holds others. */
async function nextBatch(
  { pool, everyMs, logger }: SlaSweep,
  now: Date,
  polled: boolean,
): Promise<readonly LateTicket[]> {
  const [shortMs, longMs] = [restSweeps.short * everyMs, restSweeps.long * everyMs];
  if (polled) {
    const tickets = await lateTickets.markStuck(pool, { now, restMs: shortMs, limit });
    if (tickets.length > 0) logger.error({ tickets }, 'Tickets are stuck: nudges do not move their workflows.');
  }
  return lateTickets.find(pool, { now, limit, restMs: polled ? shortMs : longMs, stuckRestMs: longMs });
}

/** Nudge in order, some at once, until all were or one fails; those under way are waited for. How many the engine took. */
async function nudgeAll(parts: SlaSweep, tickets: readonly LateTicket[], counts: boolean): Promise<number> {
  const waiting = tickets.values();
  let accepted = 0;
  let failed = false;
  const lane = async () => {
    for (const ticket of waiting) {
      if (failed) return;
      try {
        if ((await nudgeOne(parts, ticket, counts)) === 'accepted') accepted += 1;
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return accepted;
}

async function nudgeOne({ pool, nudge, figures, logger }: SlaSweep, late: LateTicket, counts: boolean) {
  const outcome = await orSilent(nudge(late.ticketId)).catch((error: unknown) => {
    figures.nudged('rejected');
    throw error;
  });
  figures.nudged(outcome);
  if (outcome === 'refused') logger.warn({ ticketId: late.ticketId }, 'The engine refused a nudge.');
  await lateTickets.noteNudge(pool, late, counts && outcome === 'accepted');
  return outcome;
}
