import { PRESENCE_STATES } from '#domain/contracts/presence';
import { isAway } from '#process/open-redis';
import { within } from '#process/within';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { PresenceEntry } from './merge-presence.ts';

/** What this process knows of who is on a ticket. */
export interface OwnPresence {
  readonly ticketId: string;
  /** Of its sockets that are there. */
  readonly here: readonly PresenceEntry[];
  /** Of its sockets that are no longer there, or no longer so. */
  readonly gone: readonly PresenceEntry[];
}

/** A Redis that accepts and stays silent is not waited for; milliseconds. */
const patienceMs = 2_000;

const written = z.tuple([z.string(), z.string(), z.enum(PRESENCE_STATES), z.string(), z.string().nullable()]);

/**
 * Write down who is on tickets by this process, good for `ttlMs`, and read who is on them by any.
 *
 * A sorted set for each ticket: what each socket says, by when it lapses, in Redis' own time, so that clocks of machines need
 * not agree. What a killed process wrote lapses by itself.
 *
 * @throws {Error} Redis is away or does not answer
 */
export async function exchangePresence(
  redis: Redis,
  own: readonly OwnPresence[],
  ttlMs: number,
): Promise<ReadonlyMap<string, PresenceEntry[]>> {
  if (isAway(redis)) throw new Error('Redis is away.');
  const exchange = async () => {
    const [seconds, microseconds] = await redis.time();
    const nowMs = Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
    return Promise.all(own.map((one) => exchangeOne(redis, one, { nowMs, ttlMs })));
  };
  return new Map(await within(patienceMs, 'Redis', exchange()));
}

async function exchangeOne(
  redis: Redis,
  { ticketId, here, gone }: OwnPresence,
  { nowMs, ttlMs }: { readonly nowMs: number; readonly ttlMs: number },
): Promise<[ticketId: string, PresenceEntry[]]> {
  const key = `nixflow:presence:${ticketId}`;
  const lapses = here.flatMap((entry) => [String(nowMs + ttlMs), write(entry)]);
  // All are sent at once, and done in this order.
  const writing = [
    ...(gone.length === 0 ? [] : [redis.zrem(key, ...gone.map(write))]),
    ...(lapses.length === 0 ? [] : [redis.zadd(key, ...lapses)]),
    redis.zremrangebyscore(key, '-inf', String(nowMs)),
    redis.pexpire(key, 2 * ttlMs),
  ];
  const [members] = await Promise.all([redis.zrange(key, 0, '-1'), ...writing]);
  return [ticketId, members.flatMap(read)];
}

const write = ({ staffId, socketId, state, since, name }: PresenceEntry) =>
  JSON.stringify([staffId, socketId, state, since, name]);

function read(member: string): PresenceEntry[] {
  const { data } = written.safeParse(JSON.parse(member));
  if (!data) return [];
  const [staffId, socketId, state, since, name] = data;
  return [{ staffId, socketId, state, since, name }];
}
