import { staffRoom } from '#domain/contracts/realtime';
import { jobQueues, openJobQueue } from '#jobs/job-queue';
import { realtimeStream } from '#process/publish-realtime';
import { setClockShift } from '#store/clock';
import { notices } from '#store/notices/notices';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startNode } from '#testkit/child-process';
import { createTestDatabase } from '#testkit/database';
import { insertStaff } from '#testkit/factories/desk';
import { insertLateTicket } from '#testkit/factories/late-ticket';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { testStack } from '#testkit/stack';
import { createTestNamespace, type TestNamespace } from '#testkit/temporal-namespace';
import { waitUntil } from '#testkit/wait-until';
import { createDataConverter } from '#temporal/codec';
import { Redis } from 'ioredis';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

/** A worker process with the role `jobs` alone, so nobody polls and every signal stays where it can be counted. */
describe('the jobs role, on real servers', () => {
  let pool: pg.Pool;
  let server: TestRedisServer;
  let redis: Redis;
  let namespace: TestNamespace;
  let wire: FaultProxy;
  let databaseUrl: string;

  beforeAll(async () => {
    const database = await createTestDatabase();
    atEndOfFile('database', () => database.drop());
    databaseUrl = database.url;
    pool = new pg.Pool({ connectionString: databaseUrl });
    atEndOfFile('pool', () => pool.end());
    [server, namespace, wire] = await Promise.all([
      startRedisServer(),
      createTestNamespace(createDataConverter('development-only-encryption-key-of-nixflow')),
      startFaultProxy({ to: testStack().temporalAddress }),
    ]);
    redis = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    redis.on('error', () => undefined);
    atEndOfFile('redis', () => redis.disconnect());
  });
  beforeEach(async () => {
    await setClockShift(pool, 0);
    await pool.query('UPDATE ticket_engine SET news_since = NULL, next_at = NULL');
  });

  const start = async (minutes: string) => {
    const port = await freePort();
    const worker = await startNode('worker/main.ts', {
      env: {
        DATABASE_URL: databaseUrl,
        REDIS_URL: server.url,
        TEMPORAL_ADDRESS: wire.address,
        TEMPORAL_NAMESPACE: namespace.name,
        WORKER_ROLES: 'jobs',
        WORKER_PORT: String(port),
        SLA_CHECK_INTERVAL_MINUTES: minutes,
      },
      ready: { url: `http://127.0.0.1:${port}/ready` },
    });
    const figure = async (name: string) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const line = text.split('\n').find((found) => found.startsWith(`nixflow_sweep_${name}`));
      return line === undefined ? undefined : Number(line.split(' ').at(-1));
    };
    return { worker, figure };
  };
  const nudges = async (ticketId: string): Promise<number> => {
    const history = await namespace.client.workflow
      .getHandle(`ticket-${ticketId}`)
      .fetchHistory()
      .catch(() => undefined);
    const names = history?.events?.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName) ?? [];
    return names.filter((name) => name === 'nudge').length;
  };
  const untilNudged = (ticketId: string) =>
    waitUntil('the engine got a nudge', async () => (await nudges(ticketId)) > 0, { everyMs: 100 });

  test('starts the workflow of a ticket whose signal got lost, once; and again after a flush or another Redis', async () => {
    const { worker, figure } = await start('0.02');
    const punctual = await insertLateTicket(pool, { newsSince: 0 });
    const lost = await insertLateTicket(pool, { newsSince: 31 });
    await untilNudged(lost);
    expect(await figure('stuck_tickets')).toBe(0);
    await waitUntil('more sweeps', async () => ((await figure('duration_seconds_count')) ?? 0) >= 4);
    expect([await nudges(lost), await nudges(punctual)]).toEqual([1, 0]);

    await redis.flushall();
    const afterFlush = await insertLateTicket(pool, { nextAt: 31 });
    await untilNudged(afterFlush);

    await redis.flushall();
    await server.kill9();
    await server.start();
    const afterReplacement = await insertLateTicket(pool, { nextAt: 31 });
    await untilNudged(afterReplacement);
    expect(await worker.terminate()).toEqual({ code: 0, signal: null });
  });

  test('a silent engine holds a sweep for seconds, and no nudge is counted; when it answers, they arrive', async () => {
    const { worker, figure } = await start('0.02');
    wire.halfOpen();
    const late = [];
    for (let at = 0; at < 50; at++) late.push(await insertLateTicket(pool, { newsSince: 60 }));
    await worker.waitForOutput('ended early');
    const ended = (await figure('duration_seconds_count')) ?? 0;
    await waitUntil('another ends', async () => ((await figure('duration_seconds_count')) ?? 0) > ended);
    expect(((await figure('duration_seconds_sum')) ?? 0) / ended).toBeLessThan(5);
    const { rows } = await pool.query('SELECT FROM ticket_engine WHERE nudges > 0');
    expect(rows).toEqual([]);
    await wire.mend();
    for (const ticketId of late) await untilNudged(ticketId);
    expect(await worker.terminate()).toEqual({ code: 0, signal: null });
  });

  test('a changed interval is the schedule’s from the next start on', async () => {
    const queue = openJobQueue(jobQueues.sla, redis);
    atEndOfFile('queue', () => queue.close());
    const every = async () => (await queue.getJobScheduler('sla-sweep'))?.every;
    const slow = await start('60');
    await waitUntil('the slow schedule is there', async () => (await every()) === 3_600_000);
    await slow.worker.terminate();
    const quick = await start('0.02');
    await waitUntil('the quick one is there', async () => (await every()) === 1_200);
    const lost = await insertLateTicket(pool, { newsSince: 31 });
    await untilNudged(lost);
    const job = (await queue.getJobs(['delayed']))[0];
    expect(job?.opts).toMatchObject({
      attempts: 3,
      backoff: { type: 'exponential', delay: 2_000 },
      removeOnComplete: { count: 100 },
      removeOnFail: { count: 50 },
    });
    await quick.worker.terminate();
  });

  test('tells a person’s browsers of a notice once, and of those whose job was lost with Redis too', async () => {
    const { worker } = await start('60');
    const queue = openJobQueue(jobQueues.notifications, redis);
    atEndOfFile('queue', () => queue.close());
    const staff = await insertStaff(pool);
    const ticketId = await insertLateTicket(pool, {});
    const insert = async (effectKey: string, secondsAgo: number) => {
      const client = await pool.connect();
      const at = Date.now() - secondsAgo * 1_000;
      await notices.insert(client, {
        told: [{ staffId: staff.id, event: 'told_by_flow', seq: null }],
        ...{ ticketId, text: 'Look', effectKey, at },
      });
      client.release();
    };
    const untilPushed = (effectKey: string) =>
      waitUntil('it is pushed', async () => (await notices.unpushedOf(pool, effectKey)).length === 0);
    const told = async () => {
      const entries = await redis.xrange(realtimeStream.name, '-', '+');
      return entries.filter(([, fields]) => fields.join(' ').includes(staffRoom(staff.id))).length;
    };

    await insert(`${ticketId}:one`, 0);
    await queue.add(queue.name, { effectKey: `${ticketId}:one` }, { jobId: 'outbox-epoch-1' });
    await queue.add(queue.name, { effectKey: `${ticketId}:one` }, { jobId: 'outbox-epoch-1' });
    await untilPushed(`${ticketId}:one`);
    expect(await told()).toBe(1);

    await insert(`${ticketId}:two`, 31);
    await redis.flushall();
    await server.kill9();
    await server.start();
    await untilPushed(`${ticketId}:two`);
    expect(await told()).toBe(1);
    await worker.terminate();
  });
});
