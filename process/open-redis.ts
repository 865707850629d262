import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

interface OpenRedis {
  readonly url: string;
  readonly logger: Logger;
}

/**
 * Open a connection to Redis for short commands. It connects at once, reconnects for ever, and never ends the process.
 *
 * A command fails after one broken attempt, so that no request waits for a Redis that is away. Says when Redis goes and
 * when it comes, not each attempt between.
 */
export function openRedis({ url, logger }: OpenRedis): Redis {
  const redis = new Redis(url, { connectTimeout: 2_000, maxRetriesPerRequest: 1 });
  let said: 'here' | 'away' | undefined;
  redis.on('ready', () => {
    if (said !== 'here') logger.info('Redis is connected');
    said = 'here';
  });
  redis.on('error', (err: Error) => {
    if (said !== 'away') logger.warn({ err }, 'Redis is away; trying again until it answers');
    said = 'away';
  });
  return redis;
}

/** Whether a command would only wait for a connection that was lost. At a process's start it waits for the first one. */
export function isAway({ status }: Redis): boolean {
  return status !== 'ready' && status !== 'connecting' && status !== 'connect';
}
