import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { createTestDatabase, type TestDatabase } from '#testkit/database';
import { openStore } from './connect.ts';
import { readInstallation } from './installation.ts';
import { seed } from './seed.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

test('the seed makes the installation once, and Prisma reads it', async () => {
  const store = openStore({ url: database.url, applicationName: 'test' });
  await expect(readInstallation(store)).rejects.toThrow('not seeded');
  await Promise.all([seed(store.pool), seed(store.pool), seed(store.pool)]);
  const installation = await readInstallation(store);
  expect(installation.databaseEpoch).toMatch(/^[0-9a-f-]{36}$/);
  expect(Date.now() - installation.createdAt.getTime()).toBeLessThan(60_000);
  await seed(store.pool);
  expect(await readInstallation(store)).toEqual(installation);
  await store.close();
});

test('Prisma fills the same defaults as plain SQL', async () => {
  const store = openStore({ url: database.url, applicationName: 'test' });
  const { id } = await store.prisma.selfCheck.create({ data: {} });
  const { rows } = await store.pool.query('SELECT id FROM self_check WHERE requested_at <= nixflow_now()');
  expect(rows).toEqual([{ id }]);
  await store.close();
});

test('Prisma and SQL together take no more connections than the pool has', async () => {
  const store = openStore({ url: database.url, poolSize: 2, applicationName: 'test' });
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      await store.prisma.selfCheck.count();
      await store.pool.query('SELECT pg_sleep(0.005)');
    }),
  );
  const { rows } = await store.pool.query(
    `SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  expect(rows).toEqual([{ application_name: 'test' }, { application_name: 'test' }]);
  await store.close();
});

test('losing idle connections is told, and the next query gets a new one', async () => {
  const lost: Error[] = [];
  const applicationName = `test-${randomUUID()}`;
  const store = openStore({ url: database.url, applicationName, onConnectionLost: (error) => lost.push(error) });
  await store.pool.query('SELECT 1');
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
    applicationName,
  ]);
  await other.end();
  await expect.poll(() => lost.length).toBe(1);
  expect(await store.prisma.selfCheck.count()).toBe(0);
  await store.close();
});

test('losing a connection on its way from one owner to the next ends neither the process nor the pool', async () => {
  const store = openStore({ url: database.url, poolSize: 1, applicationName: 'test' });
  let handedOver = 0;
  store.pool.on('acquire', (client) => {
    handedOver += 1;
    // Before the next owner's code runs, as when the answer to the last query and the farewell come in one packet.
    if (handedOver === 2) process.nextTick(() => client.emit('error', new Error('terminating connection')));
  });
  const both = [store.pool.query('SELECT 1'), inTransaction(store.pool, (client) => client.query('SELECT 1'))];
  await Promise.allSettled(both);
  expect(handedOver).toBe(2);
  await expect(store.pool.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  await store.close();
});

test('opening never waits for the server, and a query says soon that it is away', async () => {
  const store = openStore({
    url: `postgresql://nixflow@127.0.0.1:${String(await freePort())}/x`,
    applicationName: 'test',
  });
  await expect(store.pool.query('SELECT 1')).rejects.toThrow('ECONNREFUSED');
  await expect(store.prisma.selfCheck.count()).rejects.toThrow();
  await store.close();
});

test('a network that swallows everything fails a query in time, and costs the pool nothing once it is back', async () => {
  const { host } = new URL(database.url);
  const proxy = await startFaultProxy({ to: host });
  const url = new URL(database.url);
  url.host = proxy.address;
  const store = openStore({ url: url.href, poolSize: 2, applicationName: 'test', queryTimeoutMs: 400 });
  const transaction = () => inTransaction(store.pool, (client) => client.query('SELECT 1'));
  await Promise.all([store.pool.query('SELECT 1'), transaction()]);
  proxy.halfOpen();
  const begun = performance.now();
  await Promise.all([
    expect(store.pool.query('SELECT 1')).rejects.toThrow('Query read timeout'),
    expect(transaction()).rejects.toThrow('Query read timeout'),
  ]);
  expect(performance.now() - begun).toBeLessThan(750);
  await expect.poll(() => store.pool.totalCount).toBe(0);
  await proxy.mend();
  await expect(store.prisma.selfCheck.count()).resolves.toBe(0);
  proxy.halfOpen();
  await expect(store.prisma.selfCheck.count()).rejects.toThrow();
  await store.close();
});

test('closing waits for the query under way and may be asked twice', async () => {
  const store = openStore({ url: database.url, applicationName: 'test' });
  const slow = store.pool.query<{ done: boolean }>('SELECT pg_sleep(0.2) IS NOT NULL AS done');
  await Promise.all([store.close(), store.close()]);
  expect((await slow).rows).toEqual([{ done: true }]);
});
