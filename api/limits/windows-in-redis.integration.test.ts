import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '#domain/contracts/problem';
import { isAway, openRedis } from '#process/open-redis';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { logInMemory } from '#testkit/log-in-memory';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { waitUntil } from '#testkit/wait-until';
import type { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';
import { windowsInRedis } from './windows-in-redis.ts';

let server: TestRedisServer;
/** Those of two processes. */
let one: Redis;
let other: Redis;

const open = () => {
  const redis = openRedis({ url: server.url, logger: logInMemory().logger });
  atEndOfFile('Redis connection', () => redis.disconnect());
  return redis;
};

beforeAll(async () => {
  server = await startRedisServer();
  [one, other] = [open(), open()];
});

const tryOf = (key: string, windowMs = 900_000) => ({ key, id: randomUUID(), most: 5, windowMs });

test('two processes count together, and of many at once exactly five get through', async () => {
  const windows = [windowsInRedis(one), windowsInRedis(other)] as const;
  const taken = await Promise.all(
    Array.from({ length: 60 }, (_, count) => windows[count % 2 === 0 ? 0 : 1].take(tryOf('many'))),
  );
  const waits = taken.map(({ waitMs }) => waitMs);
  expect(
    taken
      .map(({ left }) => left)
      .sort()
      .slice(-5),
  ).toEqual([0, 1, 2, 3, 4]);
  const [passed, refused] = [waits.filter((ms) => ms === 0), waits.filter((ms) => ms > 0)];
  expect(passed).toHaveLength(5);
  for (const ms of refused) {
    expect(ms).toBeGreaterThan(890_000);
    expect(ms).toBeLessThanOrEqual(900_000);
  }
});

test('the window slides, being refused does not prolong it, and nothing is left in Redis', async () => {
  const windows = windowsInRedis(one);
  const attempt = async () => (await windows.take(tryOf('slides', 6_000))).waitMs;
  for (let count = 0; count < 4; count += 1) expect(await attempt()).toBe(0);
  await wait(1_000);
  expect(await attempt()).toBe(0);
  let waitMs = 0;
  for (let count = 0; count < 10; count += 1) waitMs = await attempt();
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(5_000);
  await wait(waitMs + 20);
  expect(await attempt()).toBe(0);
  await waitUntil('the key is gone', async () => (await one.exists('slides')) === 0);
});

const coarseTry = (key: string) => ({ key, id: randomUUID(), most: 1_001, windowMs: 3_000 });
/** As many tries at once, and how many of them got through. */
const many = async (key: string, count: number) => {
  const taken = await Promise.all(Array.from({ length: count }, () => windowsInRedis(one).take(coarseTry(key))));
  return { passed: taken.filter(({ waitMs }) => waitMs === 0).length, taken };
};

test('of a limit above a thousand exactly so many get through in a window that slides, and being refused prolongs nothing', async () => {
  expect((await many('coarse', 600)).passed).toBe(600);
  await wait(1_500);
  const { passed, taken } = await many('coarse', 1_500);
  expect(passed).toBe(401);
  const refused = taken.filter(({ waitMs }) => waitMs > 0);
  // The first six hundred are out a thirtieth of the window late at most.
  for (const { waitMs, left, freesMs } of refused) {
    expect(waitMs).toBeLessThanOrEqual(1_600);
    expect([left, freesMs]).toEqual([0, waitMs]);
  }
  await wait(Math.max(...refused.map(({ waitMs }) => waitMs)) + 20);
  // Those of the second time are still counted.
  const again = await many('coarse', 1_500);
  expect(again.passed).toBeGreaterThanOrEqual(600);
  expect(again.passed).toBeLessThan(1_001);
  await waitUntil('the key is gone', async () => (await one.keys('coarse*')).length === 0);
});

test('of such a limit, too, a try can be given back and a key forgotten', async () => {
  const windows = windowsInRedis(one);
  expect((await many('coarse back', 1_001)).passed).toBe(1_001);
  expect((await windows.take(coarseTry('coarse back'))).waitMs).toBeGreaterThan(0);
  await windows.giveBack('coarse back', randomUUID());
  expect(await windows.take(coarseTry('coarse back'))).toMatchObject({ waitMs: 0, left: 0 });
  expect((await windows.take(coarseTry('coarse back'))).waitMs).toBeGreaterThan(0);
  await windows.forget('coarse back');
  expect(await windows.take(coarseTry('coarse back'))).toMatchObject({ waitMs: 0, left: 1_000 });
});

test('a try that is given back leaves its place, and a key that is forgotten all of them', async () => {
  const windows = windowsInRedis(one);
  const attempts = Array.from({ length: 5 }, () => tryOf('given'));
  for (const attempt of attempts) await windows.take(attempt);
  await windows.giveBack('given', attempts[2]!.id);
  expect(await windows.take(tryOf('given'))).toMatchObject({ waitMs: 0 });
  expect((await windows.take(tryOf('given'))).waitMs).toBeGreaterThan(0);
  await windows.forget('given');
  expect(await windows.take(tryOf('given'))).toMatchObject({ waitMs: 0 });
});

test('while Redis stands still or is gone nobody waits long or is refused for it, and when it is back it counts again', async () => {
  const redis = open();
  await waitUntil('Redis is connected', () => redis.status === 'ready');
  const limiter = createLimiter({ shared: windowsInRedis(redis), isAway: () => isAway(redis) });
  const attempt = async (who: string) => {
    const begun = performance.now();
    const code = await limiter.take('failedSignInsOfAccount', who).then(
      () => 'counted',
      (error: unknown) => (error instanceof Problem ? error.code : error),
    );
    return { code, tookMs: performance.now() - begun };
  };
  await server.process().stop();
  for (let count = 0; count < 5; count += 1) {
    const { code, tookMs } = await attempt('ada');
    expect(code).toBe('counted');
    expect(tookMs).toBeLessThan(1_500);
  }
  expect((await attempt('ada')).code).toBe('too_many_requests');
  server.process().resume();

  await server.kill9();
  expect(await attempt('bob')).toMatchObject({ code: 'counted' });
  await server.start();
  await waitUntil('the other process is connected', () => other.status === 'ready', { withinMs: 20_000 });
  await other.flushall();
  const isCountedThere = async () => {
    await attempt(randomUUID());
    return (await other.keys('nixflow:limit:*')).length > 0;
  };
  await waitUntil('it counts in Redis again', isCountedThere, { withinMs: 20_000, everyMs: 200 });
});
