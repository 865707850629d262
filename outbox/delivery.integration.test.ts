import { randomUUID } from 'node:crypto';
import { jobPrefix, jobQueues } from '#jobs/job-queue';
import { realtimeStream } from '#process/publish-realtime';
import { openRedis } from '#process/open-redis';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow } from '#store/outbox/outbox-row';
import { seed } from '#store/seed';
import { inTransaction } from '#store/transaction';
import { createDataConverter } from '#temporal/codec';
import { connectTemporal, createTemporalClient } from '#temporal/connection';
import { createTicketEngine } from '#temporal/ticket-engine';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startNode } from '#testkit/child-process';
import { createTestDatabase, type TestDatabase } from '#testkit/database';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { holdStatement } from '#testkit/hold-statement';
import { logInMemory } from '#testkit/log-in-memory';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { testStack } from '#testkit/stack';
import { createTestNamespace, type TestNamespace } from '#testkit/temporal-namespace';
import { waitUntil } from '#testkit/wait-until';
import { ticketWorkflowId } from '#workflows/ticket/ticket.messages';
import { decodeArrayFromPayloads, loadDataConverter } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { Queue } from 'bullmq';
import pg from 'pg';
import { Registry } from 'prom-client';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from './delivery.ts';
import { openDelivery } from './open-delivery.ts';
import { startRelay, type Relay } from './start-relay.ts';

const passphrase = 'a passphrase of at least 32 characters';
const converter = createDataConverter(passphrase);

interface Party {
  readonly pool: pg.Pool;
  readonly delivery: Delivery;
  /** Tickets of which the engine was to be told, also in vain. */
  readonly announced: string[];
  readonly figure: (name: string, labels: Readonly<Record<string, string>>) => Promise<number>;
}

describe('from the outbox to its destinations', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let redisServer: TestRedisServer;
  let namespace: TestNamespace;
  let redisProxy: FaultProxy;
  let temporalProxy: FaultProxy;
  const running: Relay[] = [];

  beforeAll(async () => {
    [database, redisServer, namespace] = await Promise.all([
      createTestDatabase(),
      startRedisServer(),
      createTestNamespace(converter),
    ]);
    atEndOfFile('database', () => database.drop());
    pool = newPool();
    await seed(pool);
    redisProxy = await startFaultProxy({ to: `127.0.0.1:${redisServer.port}` });
    temporalProxy = await startFaultProxy({ to: testStack().temporalAddress });
  });
  beforeEach(async () => {
    await pool.query('TRUNCATE outbox');
  });
  afterEach(async () => {
    redisServer.process().resume();
    await temporalProxy.mend();
    await Promise.all(running.splice(0).map((relay) => relay.close()));
  });

  const newPool = () => {
    const opened = new pg.Pool({ connectionString: database.url });
    opened.on('error', () => undefined);
    atEndOfFile('pool', () => opened.end());
    return opened;
  };
  /** What a process of ours has, as far as it delivers. Its servers are behind the proxies. */
  const openParty = (sent: (epoch: string) => string = (epoch) => epoch): Party => {
    const { logger } = logInMemory();
    const registry = new Registry();
    const redis = openRedis({ url: `redis://${redisProxy.address}`, logger });
    const connection = connectTemporal({ address: temporalProxy.address, namespace: namespace.name });
    const engine = createTicketEngine(createTemporalClient(connection, namespace.name, converter));
    const announced: string[] = [];
    const own = newPool();
    const delivery = openDelivery({
      ...{ pool: own, redis, registry, logger },
      engine: {
        ...engine,
        announce: (ticketId, seq, epoch) => {
          announced.push(ticketId);
          return engine.announce(ticketId, seq, sent(epoch));
        },
      },
    });
    atEndOfFile('party', async () => {
      await delivery.close();
      redis.disconnect();
      await connection.close();
    });
    const figure: Party['figure'] = async (name, labels) => {
      const metric = await registry.getSingleMetric(`nixflow_outbox_${name}`)!.get();
      const is = Object.entries(labels);
      const values = metric.values.filter((value) => is.every(([key, text]) => value.labels[key] === text));
      return values.reduce((sum, { value }) => sum + value, 0);
    };
    return { pool: own, delivery, announced, figure };
  };
  const openRelay = ({ pool: own, delivery }: Party) => {
    running.push(startRelay({ pool: own, delivery, logger: logInMemory().logger }));
  };
  const startRelayProcess = async () => {
    const port = await freePort();
    const process = await startNode('worker/main.ts', {
      env: {
        ...{ DATABASE_URL: database.url, REDIS_URL: redisServer.url, ENCRYPTION_KEY: passphrase },
        ...{ TEMPORAL_ADDRESS: testStack().temporalAddress, TEMPORAL_NAMESPACE: namespace.name },
        ...{ WORKER_ROLES: 'relay', WORKER_PORT: String(port) },
      },
      ready: { url: `http://127.0.0.1:${port}/ready` },
    });
    const figures = async (pattern: RegExp) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return text.split('\n').filter((line) => pattern.test(line));
    };
    return { process, figures };
  };

  const signal = (ticketId: string, seq: number): NewOutboxRow => ({
    ...{ destination: 'temporal', ticketId, seq, payload: {} },
  });
  const hint = (ticketId: string, seq: number): NewOutboxRow => ({
    ...{ destination: 'socket', ticketId, seq, payload: { revision: seq + 1, lists: ['all', 'team:none'] } },
  });
  const job = (ticketId: string, seq: number): NewOutboxRow => ({
    ...{ destination: 'bullmq', ticketId, seq, payload: { queue: 'notifications', data: { noticeId: 'n1' } } },
  });
  const write = (...rows: NewOutboxRow[]) => inTransaction(pool, (client) => insertOutbox(client, rows));
  const lapse = () => pool.query(`UPDATE outbox SET claimed_until = claimed_until - INTERVAL '10 seconds'`);
  const left = async (destination = '%') => {
    const text = 'SELECT count(*)::int AS count FROM outbox WHERE destination LIKE $1';
    return (await pool.query<{ count: number }>(text, [destination])).rows[0]!.count;
  };
  const allGone = (destination?: string, withinMs = 10_000) =>
    waitUntil('the outbox is empty', async () => (await left(destination)) === 0, { withinMs });
  const tickets = (count: number) => Array.from({ length: count }, () => randomUUID());

  /** What the engine was told of a ticket, in its order; nothing if it never heard of it. */
  async function signalsOf(ticketId: string): Promise<unknown[]> {
    const { history } = await namespace.connection.workflowService
      .getWorkflowExecutionHistory({
        ...{ namespace: namespace.name, execution: { workflowId: ticketWorkflowId(ticketId) } },
      })
      .catch(() => ({ history: undefined }));
    const told: unknown[] = [];
    for (const { workflowExecutionSignaledEventAttributes: signaled } of history?.events ?? []) {
      if (signaled?.signalName !== 'news') continue;
      told.push(...(await decodeArrayFromPayloads(loadDataConverter(converter), signaled.input?.payloads)));
    }
    return told;
  }
  const seqsOf = async (ticketId: string) => (await signalsOf(ticketId)).map((news) => (news as { seq: number }).seq);

  test('in normal life each row is told once, by its writer: 100 signals of five writers, and two relays have no work', async () => {
    const relays = await Promise.all([startRelayProcess(), startRelayProcess()]);
    const writers = Array.from({ length: 5 }, openParty);
    for (const { delivery } of writers) delivery.deliverSoon(await write(signal(randomUUID(), 1)));
    await allGone();
    // With rows on their way for longer than a relay looks away, relays do see rows that are being delivered.
    temporalProxy.delay(250);
    const told = await Promise.all(
      writers.map(async ({ pool: own, delivery }) => {
        const ids = tickets(10);
        for (const seq of [1, 2]) {
          for (const ticketId of ids) {
            delivery.deliverSoon(await inTransaction(own, (client) => insertOutbox(client, [signal(ticketId, seq)])));
            await new Promise((resolve) => setTimeout(resolve, 75));
          }
        }
        return ids;
      }),
    );
    await allGone();
    // Relays look every second, and a claim of a writer lasts five.
    await new Promise((resolve) => setTimeout(resolve, 6_500));
    const { rows } = await pool.query<{ epoch: string }>('SELECT database_epoch AS epoch FROM installation');
    const [{ epoch } = { epoch: '' }] = rows;
    for (const ticketId of told.flat()) {
      const heard = (await signalsOf(ticketId)) as { seq: number }[];
      expect(heard.sort((one, other) => one.seq - other.seq)).toEqual([1, 2].map((seq) => ({ seq, epoch })));
    }
    for (const { figures } of relays) expect(await figures(/^nixflow_outbox_deliveries_total/)).toEqual([]);
    expect(await relays[0].figures(/^nixflow_outbox_waiting_rows.*temporal/)).toEqual([expect.stringMatching(/ 0$/)]);
    for (const { figure } of writers) {
      expect(await figure('deliveries_total', { by: 'writer', outcome: 'delivered' })).toBe(21);
      expect(await figure('duplicates_total', {})).toBe(0);
    }
    for (const { process } of relays) expect(await process.terminate()).toEqual({ code: 0, signal: null });
  });

  test('a writer killed before the engine heard of it: the relay tells once the claim has lapsed', async () => {
    const ticketId = randomUUID();
    const held = temporalProxy.holdNext(ticketWorkflowId(ticketId));
    const writer = await startNode('outbox/fixtures/write-and-deliver.ts', {
      args: [database.url, redisServer.url, temporalProxy.address, namespace.name, passphrase, ticketId],
    });
    await held.held(20_000);
    await writer.kill9();
    held.drop();
    expect(await seqsOf(ticketId)).toEqual([]);
    openRelay(openParty());
    await allGone();
    expect(await seqsOf(ticketId)).toEqual([1]);
  });

  test('a writer told to end finishes what it is delivering', async () => {
    const ticketId = randomUUID();
    const held = temporalProxy.holdNext(ticketWorkflowId(ticketId));
    const writer = await startNode('outbox/fixtures/write-and-deliver.ts', {
      args: [database.url, redisServer.url, temporalProxy.address, namespace.name, passphrase, ticketId],
    });
    await held.held(20_000);
    const ended = writer.terminate();
    await writer.waitForOutput('shutting down');
    held.release();
    expect(await ended).toEqual({ code: 0, signal: null });
    expect([await left(), await seqsOf(ticketId)]).toEqual([0, [1]]);
  });

  test('after it was closed it takes nothing more, and what comes stays for a relay', async () => {
    const { delivery, announced } = openParty();
    await delivery.close();
    delivery.deliverSoon(await write(signal(randomUUID(), 1)));
    await delivery.deliverLapsed(await write(signal(randomUUID(), 1)));
    expect([await left(), announced]).toEqual([2, []]);
  });

  test('told, but not struck from the outbox: it is told again, and never lost', async () => {
    const { delivery, figure } = openParty();
    const ticketId = randomUUID();
    const hold = await holdStatement(database.url, { table: 'outbox', on: 'delete', at: 'statement' });
    const rows = await write(signal(ticketId, 1));
    delivery.deliverSoon(rows);
    await hold.held();
    await hold.abandon();
    await waitUntil(
      'the failure is counted',
      async () => (await figure('deliveries_total', { outcome: 'unsettled' })) === 1,
    );
    expect(await left()).toBe(1);
    openRelay(openParty());
    await lapse();
    await allGone();
    expect(await seqsOf(ticketId)).toEqual([1, 1]);
  });

  test('of a ticket’s rows that lapsed the engine hears of the newest alone', async () => {
    const party = openParty();
    const ids = tickets(3);
    for (const seq of [1, 2, 3]) await write(...ids.flatMap((id) => [signal(id, seq), hint(id, seq)]));
    await lapse();
    openRelay(party);
    await allGone();
    for (const id of ids) expect(await seqsOf(id)).toEqual([3]);
    expect(await party.figure('deliveries_total', { by: 'relay', outcome: 'delivered' })).toBe(6);
  });

  test('browsers in the rooms of the ticket and its lists get the revision, and the queue a job that is added once', async () => {
    const party = openParty();
    const ticketId = randomUUID();
    const rows = await write(hint(ticketId, 4), job(ticketId, 4), job(ticketId, 4));
    party.delivery.deliverSoon(rows);
    await allGone();
    // As after a lost settling.
    await party.delivery.deliverLapsed(rows);

    const { logger } = logInMemory();
    const redis = openRedis({ url: redisServer.url, logger });
    atEndOfFile('redis', () => redis.disconnect());
    const entries = (await redis.xrange(realtimeStream.name, '-', '+')) as [string, string[]][];
    const told = entries.map(([, fields]) => fields.join(' ')).filter((text) => text.includes(ticketId));
    expect(told[0]).toContain(`"rooms":["ticket:${ticketId}"]`);
    expect(told[0]).toContain(`{"type":"ticket.changed","ticketId":"${ticketId}","seq":4,"revision":5}`);
    expect(told[1]).toContain(`"rooms":["all","team:none"]`);
    const news = `{"type":"list.changed","lists":["all","team:none"],"ticketId":"${ticketId}","revision":5}`;
    expect(told[1]).toContain(news);
    const queue = new Queue(jobQueues.notifications, { connection: redis, prefix: jobPrefix });
    const jobs = await queue.getJobs(['waiting']);
    expect(jobs.map(({ data }) => data as unknown)).toEqual([{ noticeId: 'n1' }, { noticeId: 'n1' }]);
    expect(await party.figure('duplicates_total', { destination: 'bullmq' })).toBe(2);
    await queue.close();
  });

  test('Redis is silent: nobody tries behind the open circuit, Temporal’s rows pass, and all comes after', async () => {
    const party = openParty();
    party.delivery.deliverSoon(await write(hint(randomUUID(), 1), signal(randomUUID(), 1)));
    await allGone();
    openRelay(party);
    let tried = 0;
    const counter = redisProxy.holdNext((chunk) => {
      tried += chunk.toString('latin1').split('ticket.changed').length - 1;
      return false;
    });
    await redisServer.process().stop();
    const ids = tickets(40);
    const startedAt = performance.now();
    party.delivery.deliverSoon(await write(...ids.map((id) => hint(id, 1))));
    party.delivery.deliverSoon(await write(...ids.map((id) => signal(id, 1))));
    await allGone('temporal', 1_500);
    expect(performance.now() - startedAt).toBeLessThan(1_800);
    await waitUntil('the circuit is open', () => party.delivery.circuits.socket.openness() !== 'all');
    // Those let in just before are on their way.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const triedBefore = tried;
    for (const id of ids) party.delivery.deliverSoon(await write(hint(id, 2)));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    // One try after each pause, and each takes 2 s to fail.
    expect(triedBefore).toBeGreaterThan(0);
    expect(tried - triedBefore).toBeLessThanOrEqual(2);
    expect(await left('socket')).toBe(80);
    await lapse();
    redisServer.process().resume();
    await allGone('socket', 15_000);
    expect(party.delivery.circuits.socket.openness()).toBe('all');
    expect(await party.figure('circuit_state', { destination: 'socket' })).toBe(0);
    // Of the newest alone, each once, when it was back.
    expect(tried - triedBefore).toBeLessThanOrEqual(2 + 40 + 5);
    counter.release();
  });

  test('Temporal is away: nobody tries behind the open circuit, Redis’ rows pass, and all comes after', async () => {
    const party = openParty();
    openRelay(party);
    await temporalProxy.cut();
    const ids = tickets(40);
    party.delivery.deliverSoon(await write(...ids.flatMap((id) => [signal(id, 1), hint(id, 1), job(id, 1)])));
    await waitUntil('Redis’ rows are gone', async () => (await left()) === 40, { withinMs: 3_000 });
    await waitUntil('the circuit is open', () => party.delivery.circuits.temporal.openness() !== 'all');
    const triedBefore = party.announced.length;
    for (const seq of [2, 3]) party.delivery.deliverSoon(await write(...ids.map((id) => signal(id, seq))));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(party.announced.length - triedBefore).toBeLessThanOrEqual(5);
    expect(await party.figure('circuit_state', { destination: 'temporal' })).toBeGreaterThan(0);
    expect(await left()).toBe(120);
    await lapse();
    await temporalProxy.mend();
    await allGone(undefined, 20_000);
    const heard = await Promise.all(ids.map(seqsOf));
    expect(heard.filter((seqs) => seqs.at(-1) === 3)).toHaveLength(40);
    // Those of which it heard before the newest are the tries after a pause, and those whose answer was lost.
    expect(heard.flat().length).toBeLessThanOrEqual(40 + 5);
    expect(await party.figure('circuit_state', { destination: 'temporal' })).toBe(0);
  });

  test('what Temporal will not have rests longer each time, closes no way for others, and is told once it is taken', async () => {
    const tooLong = openParty((epoch) => epoch.padEnd(3_000_000));
    const [refused, other] = [randomUUID(), randomUUID()];
    const rests = async () => {
      const { rows } = await pool.query<{ refusals: number; seconds: number }>(
        `SELECT refusals, extract(epoch FROM claimed_until - clock_timestamp())::float8 AS seconds FROM outbox`,
      );
      return rows.map(({ refusals, seconds }) => [refusals, seconds > 2.5 * 2 ** refusals - 1]);
    };
    tooLong.delivery.deliverSoon(await write(signal(refused, 1)));
    await waitUntil('it rests', async () => (await rests())[0]?.[0] === 1);
    openRelay(tooLong);
    for (const refusals of [2, 3]) {
      await pool.query('UPDATE outbox SET claimed_until = clock_timestamp()');
      await waitUntil('it rests again', async () => (await rests())[0]?.[0] === refusals);
      expect(await rests()).toEqual([[refusals, true]]);
    }
    expect(tooLong.announced).toEqual([refused, refused, refused]);
    expect(tooLong.delivery.circuits.temporal.openness()).toBe('all');
    const party = openParty();
    party.delivery.deliverSoon(await write(signal(other, 1)));
    await waitUntil('another is told', async () => (await left()) === 1);
    // News of the ticket waits for nothing, and settles what rested.
    party.delivery.deliverSoon(await write(signal(refused, 2)));
    await allGone();
    expect(await seqsOf(refused)).toEqual([2]);
  });
});
