import type { StaffEvent } from '#domain/contracts/realtime';
import { notices } from '#store/notices/notices';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertStaff } from '#testkit/factories/desk';
import { insertLateTicket } from '#testkit/factories/late-ticket';
import { startRedisServer } from '#testkit/redis-server';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { jobQueues, openJobQueue } from './job-queue.ts';
import { createNotificationProcessor } from './notification-job.ts';
import { queueForgottenNotices } from './queue-forgotten-notices.ts';

let pool: pg.Pool;
let redis: Redis;
let queue: Queue;
let made = 0;

beforeAll(async () => {
  const [database, server] = await Promise.all([createTestDatabase(), startRedisServer()]);
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  redis = new Redis(server.url, { maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  atEndOfFile('redis', () => redis.disconnect());
  queue = openJobQueue(jobQueues.notifications, redis);
  atEndOfFile('queue', () => queue.close());
});
beforeEach(async () => {
  await pool.query('DELETE FROM notice');
  await redis.flushall();
});

/** An effect that told so many people, so long ago. */
const tell = async ({ people = 1, secondsAgo = 0 } = {}) => {
  const ticketId = await insertLateTicket(pool, {});
  const effectKey = `${ticketId}:flow:1:main:node ${String((made += 1))}:0`;
  const staffIds: string[] = [];
  for (let at = 0; at < people; at++) staffIds.push((await insertStaff(pool)).id);
  const client = await pool.connect();
  const told = staffIds.map((staffId) => ({ staffId, event: 'told_by_flow', seq: null }) as const);
  await notices.insert(client, { told, ticketId, text: 'Look', effectKey, at: Date.now() - secondsAgo * 1_000 });
  client.release();
  return { ticketId, effectKey, staffIds };
};
const unpushed = async (effectKey: string) => (await notices.unpushedOf(pool, effectKey)).map(({ staffId }) => staffId);

describe('pushing the notices of an effect', () => {
  test('tells each person once, and repeating it tells nobody', async () => {
    const { ticketId, effectKey, staffIds } = await tell({ people: 3 });
    await tell();
    const told: [string, StaffEvent][] = [];
    const process = createNotificationProcessor({ pool, tell: async (...what) => void told.push(what) });
    await process({ effectKey });
    await process({ effectKey });
    expect(told.map(([staffId]) => staffId).sort()).toEqual(staffIds.sort());
    expect(told.map(([, event]) => event)).toEqual(
      told.map(() => ({ type: 'notice.added', ticketId, noticeId: expect.any(String) as string })),
    );
    expect(await unpushed(effectKey)).toEqual([]);
  });

  test('notes those who were told when others could not be, and fails, so that it comes back for them', async () => {
    const { effectKey, staffIds } = await tell({ people: 3 });
    const [away] = staffIds;
    const process = createNotificationProcessor({
      pool,
      tell: (staffId) => (staffId === away ? Promise.reject(new Error('Redis is away.')) : Promise.resolve()),
    });
    await expect(process({ effectKey })).rejects.toThrow('1 notices were not pushed.');
    expect(await unpushed(effectKey)).toEqual([away]);
  });

  test('refuses a job that is none', async () => {
    const process = createNotificationProcessor({ pool, tell: () => Promise.resolve() });
    await expect(process({ effect: 'x' })).rejects.toThrow();
  });
});

describe('notices whose job was lost', () => {
  const waiting = async () =>
    (await queue.getJobs(['waiting', 'active', 'delayed'])).map(({ data }) => data as unknown);

  test('get one job per effect, however often it is looked; fresh and pushed ones none', async () => {
    const { effectKey } = await tell({ people: 2, secondsAgo: 31 });
    await tell({ secondsAgo: 25 });
    const pushed = await tell({ secondsAgo: 60 });
    const [row] = await notices.unpushedOf(pool, pushed.effectKey);
    await notices.markPushed(pool, [row!.id]);
    expect(await queueForgottenNotices(pool, queue)).toBe(1);
    expect(await queueForgottenNotices(pool, queue)).toBe(1);
    expect(await waiting()).toEqual([{ effectKey }]);
    await redis.flushall();
    await queueForgottenNotices(pool, queue);
    expect(await waiting()).toEqual([{ effectKey }]);
  });

  test('two hundred at a time, the oldest first', async () => {
    const { effectKey: oldest } = await tell({ secondsAgo: 900 });
    const { ticketId, staffIds } = await tell({ secondsAgo: 31 });
    await pool.query(
      `INSERT INTO notice (staff_id, ticket_id, text, effect_key, created_at, event, is_in_app, mail)
       SELECT $1, $2, 'x', 'effect ' || n, nixflow_now() - INTERVAL '100 s', 'told_by_flow', true, 'none'
       FROM generate_series(1, 205) AS n`,
      [staffIds[0], ticketId],
    );
    expect(await queueForgottenNotices(pool, queue)).toBe(200);
    expect(await waiting()).toContainEqual({ effectKey: oldest });
  });
});
