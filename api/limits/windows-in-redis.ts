import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { CountedTry, Taken, Windows } from './windows.ts';

/** In milliseconds of Redis' own clock, so that processes whose clocks differ count alike. */
const readClock = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
`;

/** A sorted set per key: tries by their instant. One script, so that of many who ask at once no more than allowed get through. */
const takeScript = `${readClock}
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local count = redis.call('ZCARD', KEYS[1])
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local frees = math.max(1, (tonumber(oldest[2]) or now) + window - now)
if count >= most then return { frees, 0, frees } end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return { 0, most - count - 1, frees }
`;

/**
 * A hash per key: how many tries there were in each stretch of time, by its number. A stretch counts until its end is out of the
 * window, so that never more get through than allowed.
 */
const takeCoarselyScript = `${readClock}
local most, window, width = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local newest, first = math.floor(now / width), math.floor((now - window) / width)
local count, oldest = 0, newest
local stretches = redis.call('HGETALL', KEYS[1])
for at = 1, #stretches, 2 do
  local stretch, tries = tonumber(stretches[at]), tonumber(stretches[at + 1])
  if stretch < first or tries < 1 then
    redis.call('HDEL', KEYS[1], stretches[at])
  else
    count = count + tries
    oldest = math.min(oldest, stretch)
  end
end
local frees = (oldest + 1) * width + window - now
if count >= most then return { frees, 0, frees } end
redis.call('HINCRBY', KEYS[1], newest, 1)
redis.call('PEXPIRE', KEYS[1], window + width)
return { 0, most - count - 1, frees }
`;

/** Of those that are counted by stretches one of the newest goes: then none is forgotten before its time. */
const giveBackScript = `
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then return end
local newest
for _, stretch in ipairs(redis.call('HKEYS', KEYS[2])) do
  newest = math.max(newest or 0, tonumber(stretch))
end
if not newest then return end
if redis.call('HINCRBY', KEYS[2], newest, -1) < 1 then redis.call('HDEL', KEYS[2], newest) end
`;

/** Above it a try is not remembered by itself: a set of thousands for each of hundreds of people would fill Redis. */
const mostExact = 1_000;
/** In how many stretches a window of those is counted. */
const stretchesOfWindow = 30;

const coarse = (key: string) => `${key}:coarse`;
const replied = z.tuple([z.number(), z.number(), z.number()]);

/**
 * Count in Redis, for all processes together. Of limits of more than a thousand a window slides by stretches of a thirtieth, so that
 * a try is counted for up to so much longer.
 */
export function windowsInRedis(redis: Redis): Windows {
  return {
    async take({ key, id, most, windowMs }) {
      if (most > mostExact) return takeCoarsely(redis, { key, most, windowMs });
      return takenOf(await redis.eval(takeScript, 1, key, most, windowMs, id));
    },
    async giveBack(key, id) {
      await redis.eval(giveBackScript, 2, key, coarse(key), id);
    },
    async forget(key) {
      await redis.del(key, coarse(key));
    },
  };
}

async function takeCoarsely(
  redis: Redis,
  { key, most, windowMs }: Pick<CountedTry, 'key' | 'most' | 'windowMs'>,
): Promise<Taken> {
  const width = Math.ceil(windowMs / stretchesOfWindow);
  return takenOf(await redis.eval(takeCoarselyScript, 1, coarse(key), most, windowMs, width));
}

function takenOf(reply: unknown): Taken {
  const [waitMs, left, freesMs] = replied.parse(reply);
  return { waitMs, left, freesMs };
}
