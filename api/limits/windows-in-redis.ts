import type { Redis } from 'ioredis';
import type { Windows } from './windows.ts';

/**
 * A sorted set per key: tries by their instant, in milliseconds of Redis' own clock, so that processes whose clocks differ
 * count alike. One script, so that of many who ask at once no more than allowed get through.
 */
const takeScript = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= most then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return math.max(1, tonumber(oldest[2]) + window - now)
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return 0
`;

/** Count in Redis, for all processes together. */
export function windowsInRedis(redis: Redis): Windows {
  return {
    async take({ key, id, most, windowMs }) {
      const reply: unknown = await redis.eval(takeScript, 1, key, most, windowMs, id);
      if (typeof reply !== 'number') throw new Error('Redis answered a count with something else.');
      return reply;
    },
    async giveBack(key, id) {
      await redis.zrem(key, id);
    },
    async forget(key) {
      await redis.del(key);
    },
  };
}
