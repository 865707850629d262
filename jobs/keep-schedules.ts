import type { Logger } from '#process/logger';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { jobOptions } from './job-queue.ts';

/** A job that comes back. */
export interface Schedule {
  readonly id: string;
  readonly everyMs: number;
}

interface ScheduleKeeper {
  readonly queue: Queue;
  /** The queue's connection, whose reconnections matter. */
  readonly connection: Redis;
  readonly schedules: readonly Schedule[];
  readonly logger: Logger;
  readonly writeEveryMs?: number;
}

/**
 * Keep schedules in Redis: write them now, every half minute by this process's own clock, and after each reconnection.
 *
 * Schedules live in Redis alone and BullMQ does not restore them, so a flushed or replaced Redis would lose them. Writing
 * one that is there changes nothing, its next run included.
 */
export function keepSchedules({ queue, connection, schedules, logger, writeEveryMs = 30_000 }: ScheduleKeeper) {
  let writing: Promise<void> | undefined;
  // What a writing that is under way has written may be on the Redis that was there before.
  let isAskedAnew = false;
  const write = () => {
    if (writing) {
      isAskedAnew = true;
      return;
    }
    writing = writeAll(queue, schedules, logger)
      .catch((error: unknown) => {
        logger.debug({ err: error, queue: queue.name }, 'The schedules could not be written; trying again.');
      })
      .finally(() => {
        writing = undefined;
        if (!isAskedAnew) return;
        isAskedAnew = false;
        write();
      });
  };
  const clock = setInterval(write, writeEveryMs);
  connection.on('ready', write);
  write();
  return {
    /** Stop. Does not wait for a writing that hangs on a Redis that is away. */
    stop(): void {
      clearInterval(clock);
      connection.off('ready', write);
      isAskedAnew = false;
    },
  };
}

async function writeAll(queue: Queue, schedules: readonly Schedule[], logger: Logger): Promise<void> {
  for (const { id, everyMs } of schedules) {
    const isNew = (await queue.getJobScheduler(id)) === undefined;
    await queue.upsertJobScheduler(id, { every: everyMs }, { name: id, opts: jobOptions });
    if (isNew) logger.info({ queue: queue.name, schedule: id, everyMs }, 'Schedule created.');
  }
}
