import { once } from 'node:events';
import { createServer } from 'node:http';
import type { HealthReport } from '#domain/contracts/health';
import { setClockShift } from '#store/clock';
import { openStore } from '#store/connect';
import { readInstallation } from '#store/installation';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startNode, type ChildProcess } from '#testkit/child-process';
import { createEmptyTestDatabase, createTestDatabase } from '#testkit/database';
import { startFaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { testStack } from '#testkit/stack';
import { waitUntil } from '#testkit/wait-until';
import { migrate } from '#store/migrate';
import { seed } from '#store/seed';
import { expect, test } from 'vitest';

const stack = testStack();
const canary = 'hunter2canary';

interface Api {
  readonly process: ChildProcess;
  readonly get: (path: string) => Promise<{ status: number; text: string }>;
}

async function startApi(env: Readonly<Record<string, string>>): Promise<Api> {
  const port = String(await freePort());
  const process = await startNode('api/main.ts', {
    env: {
      REDIS_URL: stack.redisUrl,
      TEMPORAL_ADDRESS: stack.temporalAddress,
      HOST: '127.0.0.1',
      PORT: port,
      LOG_LEVEL: 'debug',
      ...env,
    },
    ready: { url: `http://127.0.0.1:${port}/api/live` },
  });
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { process, get };
}

const untilReady = ({ get }: Api) =>
  waitUntil('the API is ready', async () => (await get('/api/ready')).status === 200, { withinMs: 20_000 });

const servicesOf = async ({ get }: Api) => {
  const { status, text } = await get('/api/health');
  const { services } = JSON.parse(text) as HealthReport;
  return { status, ...services };
};

async function newDatabase() {
  const database = await createTestDatabase();
  atEndOfFile('test database', database.drop);
  await seedDatabase(database.url);
  return database.url;
}

async function seedDatabase(url: string) {
  const store = openStore({ url, poolSize: 1, applicationName: 'test' });
  await seed(store.pool);
  const { databaseEpoch } = await readInstallation(store);
  await store.close();
  return databaseEpoch;
}

function addressOf(url: string, fallbackPort: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? fallbackPort : port}`;
}

function through(url: string, proxyPort: number): string {
  const proxied = new URL(url);
  proxied.hostname = '127.0.0.1';
  proxied.port = String(proxyPort);
  return proxied.href;
}

test('on real servers all is connected, figures are there, and SIGTERM ends it with 0', async () => {
  const api = await startApi({ DATABASE_URL: await newDatabase() });
  await untilReady(api);
  expect(await servicesOf(api)).toEqual({
    status: 200,
    database: 'connected',
    redis: 'connected',
    temporal: 'connected',
  });
  const { text } = await api.get('/metrics');
  expect(text).toMatch(
    /^http_request_duration_seconds_count\{service="api",method="GET",route="\/api\/health",status="200"\} 1$/m,
  );
  expect(text).toMatch(/^nixflow_database_pool_connections\{state="total",service="api"\} [1-9]/m);
  expect(await api.process.terminate()).toEqual({ code: 0, signal: null });
  expect(api.process.output()).toContain('"msg":"shut down"');
});

test('a slow request under way at SIGTERM gets its answer', async () => {
  const proxy = await startFaultProxy({ to: stack.temporalAddress });
  const api = await startApi({ DATABASE_URL: await newDatabase(), TEMPORAL_ADDRESS: proxy.address });
  await untilReady(api);
  proxy.halfOpen();
  const slow = servicesOf(api);
  await waitUntil('Temporal is being asked', () => proxy.stats.connections > 0);
  const ended = api.process.terminate();
  await api.process.waitForOutput('shutting down');
  expect(await slow).toEqual({ status: 503, database: 'connected', redis: 'connected', temporal: 'disconnected' });
  expect(await ended).toEqual({ code: 0, signal: null });
});

test('without Redis and Temporal the API serves, and says what is away and when it is back', async () => {
  const redis = await startFaultProxy({ to: addressOf(stack.redisUrl, '6379') });
  const temporal = await startFaultProxy({ to: stack.temporalAddress });
  await Promise.all([redis.cut(), temporal.cut()]);
  const api = await startApi({
    DATABASE_URL: await newDatabase(),
    REDIS_URL: through(stack.redisUrl, redis.port),
    TEMPORAL_ADDRESS: temporal.address,
  });
  await untilReady(api);
  expect(await servicesOf(api)).toEqual({
    status: 503,
    database: 'connected',
    redis: 'disconnected',
    temporal: 'disconnected',
  });
  await Promise.all([redis.mend(), temporal.mend()]);
  await waitUntil('both are back', async () => (await servicesOf(api)).status === 200, {
    withinMs: 15_000,
    everyMs: 200,
  });
  expect(await api.process.terminate()).toEqual({ code: 0, signal: null });
});

test('a database that is away, then empty, then migrated, then seeded: the API waits, never ready too early, never crashing', async () => {
  const database = await createEmptyTestDatabase();
  atEndOfFile('test database', database.drop);
  const proxy = await startFaultProxy({ to: addressOf(database.url, '5432') });
  await proxy.cut();
  const url = new URL(through(database.url, proxy.port));
  // A server that asks for no password takes any: then it is ours that must not show up.
  url.password ||= canary;
  const password = decodeURIComponent(url.password);
  const api = await startApi({ DATABASE_URL: url.href });
  expect(await api.get('/api/ready')).toMatchObject({ status: 503 });
  expect((await servicesOf(api)).database).toBe('disconnected');
  await proxy.mend();
  await api.process.waitForOutput('The database lacks');
  await waitUntil('the database answers', async () => (await servicesOf(api)).database === 'connected');
  expect(await api.get('/api/ready')).toMatchObject({
    status: 503,
    text: expect.stringContaining('"starting"') as string,
  });
  await migrate(database.url);
  await api.process.waitForOutput('migrated but not seeded');
  expect(await api.get('/api/ready')).toMatchObject({ status: 503 });
  const databaseEpoch = await seedDatabase(database.url);
  await untilReady(api);
  expect(api.process.output()).toContain(`"databaseEpoch":"${databaseEpoch}"`);

  await proxy.cut();
  await waitUntil('it is no longer ready', async () => (await api.get('/api/ready')).status === 503);
  await proxy.mend();
  await untilReady(api);
  expect(await api.process.terminate()).toEqual({ code: 0, signal: null });
  expect(api.process.output()).not.toContain(password);
});

test('production does not turn ready on a database whose clock a test has shifted', async () => {
  const url = await newDatabase();
  const store = openStore({ url, applicationName: 'test' });
  atEndOfFile('store', store.close);
  await setClockShift(store.pool, 60_000);
  const secrets = { ENCRYPTION_KEY: 'e'.repeat(32), JWT_SECRET: 'j'.repeat(32) };
  const own = { EMAIL_ATTACHMENTS_DIR: '/data/attachments', ...secrets };
  const api = await startApi({ DATABASE_URL: url, NODE_ENV: 'production', ...own });
  await api.process.waitForOutput('is shifted by 60000 ms');
  expect(await api.get('/api/ready')).toMatchObject({ status: 503 });
  await setClockShift(store.pool, 0);
  await untilReady(api);
});

test('wrong settings are said all at once, in words, and without their values', async () => {
  const { exited, output } = await startNode('api/main.ts', {
    env: {
      NODE_ENV: 'production',
      PORT: 'x',
      DATABASE_URL: `mysql://${canary}`,
      JWT_SECRET: canary,
      TRUST_PROXY: 'true',
    },
  });
  expect(await exited).toEqual({ code: 1, signal: null });
  expect(output().trim().split('\n')).toEqual([
    'The API cannot start with these settings:',
    '  DATABASE_URL: must be a URL like postgresql://user:password@host:5432/database',
    '  ENCRYPTION_KEY: is not set (give ENCRYPTION_KEY or ENCRYPTION_KEY_FILE)',
    '  JWT_SECRET: must have at least 32 characters',
    '  EMAIL_ATTACHMENTS_DIR: is not set (give EMAIL_ATTACHMENTS_DIR or EMAIL_ATTACHMENTS_DIR_FILE)',
    '  PORT: must be a whole number from 0 to 65535',
    '  TRUST_PROXY: must be the number of proxies (0 to 9), or addresses and subnets separated by commas',
  ]);
});

test('a port in use is said in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  atEndOfFile('other server', () => other.close());
  const port = String((other.address() as { port: number }).port);
  const { exited, output } = await startNode('api/main.ts', {
    env: {
      DATABASE_URL: stack.postgresUrl,
      REDIS_URL: stack.redisUrl,
      HOST: '127.0.0.1',
      PORT: port,
      LOG_LEVEL: 'error',
    },
  });
  expect(await exited).toEqual({ code: 1, signal: null });
  expect(output()).toBe(`The API cannot listen: port ${port} is in use. Stop what uses it or set PORT.\n`);
});
