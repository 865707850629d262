import { randomUUID } from 'node:crypto';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startNode, type ChildProcess } from '#testkit/child-process';
import { openCookieClient } from '#testkit/cookie-client';
import { createTestDatabase } from '#testkit/database';
import { insertAccount, type TestAccount } from '#testkit/factories/account';
import { freePort } from '#testkit/free-port';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { testStack } from '#testkit/stack';
import { signTestToken } from '#testkit/test-token';
import { seed } from '#store/seed';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';

/** The API of production, as a process of its own. */
const page = 'https://desk.example';
const jwtSecret = 'j'.repeat(32);
let databaseUrl: string;
let redis: TestRedisServer;
let ada: TestAccount;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  databaseUrl = database.url;
  const pool = new pg.Pool({ connectionString: databaseUrl });
  await seed(pool);
  ada = await insertAccount(pool, { role: 'admin' });
  await pool.end();
  redis = await startRedisServer();
});

async function startApi(): Promise<{ api: string; process: ChildProcess }> {
  const port = String(await freePort());
  const api = `http://127.0.0.1:${port}`;
  const env = {
    ...{ NODE_ENV: 'production', DATABASE_URL: databaseUrl, REDIS_URL: redis.url, HOST: '127.0.0.1', PORT: port },
    ...{ TEMPORAL_ADDRESS: testStack().temporalAddress, JWT_SECRET: jwtSecret, ENCRYPTION_KEY: 'e'.repeat(32) },
    ...{ FRONTEND_URL: page, TRUST_PROXY: '1', EMAIL_ATTACHMENTS_DIR: testStack().dir },
  };
  return { api, process: await startNode('api/main.ts', { env, ready: { url: `${api}/api/ready` } }) };
}

const credentials = () => ({ email: ada.email, password: ada.password });
const ofNoTicket = () => `GET /tickets/${randomUUID()}`;

test('in production a session opens the tickets and outlives the API, and a token of tests opens nothing', async () => {
  const { api, process } = await startApi();
  const browser = openCookieClient({ api, page, address: '192.0.2.1' });
  expect((await browser.call(ofNoTicket())).status).toBe(401);
  const token = await signTestToken(jwtSecret, { kind: 'staff', id: ada.id });
  const asTest = { Authorization: `Bearer ${token}` };
  expect((await browser.call(ofNoTicket(), undefined, asTest)).status).toBe(401);

  expect((await browser.call('POST /session', credentials())).status).toBe(201);
  expect(browser.cookie()).toMatch(/^__Host-nixflow_session=/);
  expect((await browser.call(ofNoTicket())).body.code).toBe('not_found');
  await process.terminate();

  const next = await startApi();
  const later = openCookieClient({ api: next.api, page, address: '192.0.2.1' });
  later.plant(browser.cookie());
  expect((await later.call('GET /session')).body.staffId).toBe(ada.id);
  expect((await later.call(ofNoTicket())).status).toBe(404);
  await next.process.terminate();
});

test('two API processes count failed tries together; without Redis each counts alone, and lets people in', async () => {
  const [one, other] = await Promise.all([startApi(), startApi()]);
  const attempt = async ({ api }: { api: string }, address: string, body: object) => {
    const begun = performance.now();
    const { status } = await openCookieClient({ api, page, address }).call('POST /session', body);
    return { status, tookMs: performance.now() - begun };
  };
  const wrong = { email: 'nobody@nixflow.test', password: 'a wrong password' };
  for (let count = 0; count < 5; count += 1) {
    expect((await attempt(count % 2 === 0 ? one : other, `192.0.2.${count}`, wrong)).status).toBe(401);
  }
  for (const api of [one, other]) expect((await attempt(api, '192.0.2.9', wrong)).status).toBe(429);

  await redis.kill9();
  const { status, tookMs } = await attempt(one, '192.0.2.10', credentials());
  expect(status).toBe(201);
  expect(tookMs).toBeLessThan(5_000);
  const somebody = { email: 'somebody@nixflow.test', password: 'a wrong password' };
  for (let count = 0; count < 5; count += 1) {
    expect((await attempt(one, `198.51.100.${count}`, somebody)).status).toBe(401);
  }
  expect((await attempt(one, '198.51.100.9', somebody)).status).toBe(429);
  await redis.start();
});
