import { createTestDatabase, type TestDatabase } from '#testkit/database';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startNode } from '#testkit/child-process';
import { startFaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { testStack } from '#testkit/stack';
import { createTestNamespace } from '#testkit/temporal-namespace';
import { waitUntil } from '#testkit/wait-until';
import proto from '@temporalio/proto';
import { beforeAll, describe, expect, test } from 'vitest';

const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
const status = async (url: string) => (await fetch(url)).status;

describe('a worker and its servers', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    atEndOfFile('database', () => database.drop());
  });

  test('waits for PostgreSQL, Redis and Temporal that are not there yet, alive but not ready, and says so', async () => {
    const { name: namespace } = await createTestNamespace();
    const url = new URL(database.url);
    const [postgres, redis, temporal] = await Promise.all([
      startFaultProxy({ to: url.host }),
      startFaultProxy({ to: new URL(testStack().redisUrl).host }),
      startFaultProxy({ to: testStack().temporalAddress }),
    ]);
    await Promise.all([postgres.cut(), redis.cut(), temporal.cut()]);
    url.host = postgres.address;
    const port = await freePort();
    const probes = `http://127.0.0.1:${port}`;
    const worker = await startNode('worker/main.ts', {
      env: {
        DATABASE_URL: url.href,
        REDIS_URL: `redis://${redis.address}`,
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: namespace,
        WORKER_PORT: String(port),
      },
      ready: { url: `${probes}/live` },
    });
    await worker.waitForOutput('The database cannot be used yet');
    expect(await status(`${probes}/ready`)).toBe(503);
    await postgres.mend();
    await worker.waitForOutput('Temporal does not answer; trying again');
    await worker.waitForOutput('Redis is away');
    expect(await status(`${probes}/live`)).toBe(200);
    expect(await status(`${probes}/ready`)).toBe(503);
    await Promise.all([redis.mend(), temporal.mend()]);
    await waitUntil('the worker is ready', async () => (await status(`${probes}/ready`)) === 200, { withinMs: 30_000 });
    expect(worker.output()).toContain('Search attributes registered.');

    await temporal.cut();
    await worker.waitForOutput('the worker goes on polling');
    expect(await status(`${probes}/live`)).toBe(200);
    await Promise.all([redis.cut(), postgres.cut()]);
    expect((await worker.terminate()).code).toBe(0);
    const warnings = worker
      .output()
      .split('\n')
      .filter((line) => line.includes('goes on polling'));
    expect(warnings).toHaveLength(1);
  });

  test('with a search attribute of another type it says so and leaves in order, for a supervisor to start it again', async () => {
    const { name: namespace, connection } = await createTestNamespace();
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { NixNumber: keyword } });
    const worker = await startNode('worker/main.ts', {
      env: {
        DATABASE_URL: database.url,
        REDIS_URL: testStack().redisUrl,
        TEMPORAL_ADDRESS: testStack().temporalAddress,
        TEMPORAL_NAMESPACE: namespace,
        WORKER_PORT: '0',
      },
    });
    await worker.waitForOutput('A role stopped for good.');
    await worker.waitForOutput('shut down');
    expect(await worker.exited).toEqual({ code: 1, signal: null });
    expect(worker.output()).toContain('NixNumber must be Int but is Keyword');
  });

  test('wrong settings are all named at once', async () => {
    const worker = await startNode('worker/main.ts', { env: { WORKER_ROLES: 'cook', WORKER_PORT: 'x' } });
    expect((await worker.exited).code).toBe(1);
    expect(worker.output()).toMatch(/DATABASE_URL/);
    expect(worker.output()).toMatch(/WORKER_ROLES: must be "all" or some of tickets, deliveries, jobs/);
    expect(worker.output()).toMatch(/WORKER_PORT/);
  });
});
