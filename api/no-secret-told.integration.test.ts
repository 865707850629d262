import { csrfTokenOf } from '#process/csrf-token';
import { openStore } from '#store/connect';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { openCookieClient } from '#testkit/cookie-client';
import { insertAccount } from '#testkit/factories/account';
import { insertCustomer } from '#testkit/factories/desk';
import { startOidcProvider } from '#testkit/oidc-provider';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import { testStack } from '#testkit/stack';
import { waitUntil } from '#testkit/wait-until';
import { Client, Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { Secret, TOTP } from 'otpauth';
import type pg from 'pg';
import { beforeAll, expect, test } from 'vitest';

/** What is entered or handed out once, by what it is. */
const secrets = {
  password: 'canary-password-of-ada-1',
  wrongPassword: 'canary-password-mistyped-2',
  brokenPassword: 'canary-password-in-broken-json-3',
  invitedPassword: 'canary-password-of-noor-4',
  clientSecret: 'canary-client-secret-5',
  jwtSecret: 'canary-jwt-secret-of-32-characters-6',
  encryptionKey: 'canary-encryption-key-of-32-chars-7',
};
/** What customers write is nobody’s secret, and has no business in logs, jobs or clear histories. */
const words = 'canary words of a customer 8';

let product: RunningProduct;
let pool: pg.Pool;
/** What the API gave back, but where that is what hands a secret out. */
const answers: string[] = [];
const handedOut: Record<string, string> = {};

beforeAll(async () => {
  const env = { LOG_LEVEL: 'debug', ENCRYPTION_KEY: secrets.encryptionKey };
  product = await startProduct({ env, apiEnv: { JWT_SECRET: secrets.jwtSecret } });
  const store = openStore({ url: product.database.url, applicationName: 'test' });
  atEndOfFile('store', () => store.close());
  ({ pool } = store);
  await useAll();
}, 180_000);

/** Do with the product whatever has to do with secrets, rightly and wrongly. */
async function useAll() {
  const { email, id } = await insertAccount(pool, { role: 'admin', password: secrets.password });
  const browser = openCookieClient({ api: product.apiUrl });
  const call = async (request: string, body?: unknown, headers?: Readonly<Record<string, string>>) => {
    const answer = await browser.call(request, body, headers);
    answers.push(JSON.stringify(answer.body));
    return answer;
  };
  const handOut = async <Reply>(request: string, body?: unknown): Promise<Reply> => {
    const { status, body: reply } = await browser.call(request, body);
    expect([request, status < 300]).toEqual([request, true]);
    return reply as unknown as Reply;
  };
  await call('POST /session', { email, password: secrets.wrongPassword });
  await call('POST /session', `{"email":"${email}","password":"${secrets.brokenPassword}`);
  await call('POST /session', { email, password: [secrets.brokenPassword] });
  expect((await call('POST /session', { email, password: secrets.password })).status).toBe(201);
  handedOut['session'] = browser.cookie().split('=')[1] ?? '';
  handedOut['csrfToken'] = csrfTokenOf(handedOut['session']);

  const { secret: base32 } = await handOut<{ secret: string }>('POST /session/second-factor', {
    password: secrets.password,
  });
  const code = new TOTP({ secret: Secret.fromBase32(base32) }).generate();
  const { codes } = await handOut<{ codes: string[] }>('PUT /session/second-factor', { code });
  const { secret: apiToken } = await handOut<{ secret: string }>('POST /session/tokens', { name: 'Export' });
  Object.assign(handedOut, { base32, apiToken, recoveryCode: codes[0] });
  const asProgram = { Authorization: `Bearer ${apiToken}` };
  await call('GET /tickets', undefined, asProgram);
  await call('PUT /teams', '{"broken', asProgram);
  await call(`GET /tickets?search=${apiToken}`, undefined, asProgram);

  const { issuer } = await startOidcProvider();
  const provider = { name: 'One', issuer, clientId: 'x', clientSecret: secrets.clientSecret };
  expect((await call('POST /identity-providers', provider)).status).toBe(201);
  await call('POST /identity-providers', { ...provider, issuer: 7 });

  const invitation = { name: 'Noor', email: 'noor@example.com', role: 'agent', teamIds: [] };
  expect((await call('POST /staff', invitation)).status).toBe(201);
  handedOut['linkToken'] = await linkTokenTo('noor@example.com');
  const link = `/one-time-links/${handedOut['linkToken']}`;
  await call(`GET ${link}`);
  await call(`POST ${link}`, { password: secrets.invitedPassword, more: 1 });
  const theirs = openCookieClient({ api: product.apiUrl });
  expect((await theirs.call(`POST ${link}`, { password: secrets.invitedPassword })).status).toBe(201);
  await call('GET /mail/outgoing');

  const { id: requesterId } = await insertCustomer(pool);
  expect((await browser.call('POST /session', { email, password: secrets.password })).status).toBe(401);
  const opening = { subject: words, body: words, via: 'phone', requesterId, assigneeId: id };
  const opened = await theirs.call('POST /tickets', { ...opening, assigneeId: null });
  expect(opened.status).toBe(201);
  const { ticketId } = opened.body as unknown as { ticketId: string };
  const replied = await theirs.call(`POST /tickets/${ticketId}/messages`, { public: true, body: words });
  expect(replied.status).toBe(201);
  await answerIsSent();
}

async function linkTokenTo(address: string): Promise<string> {
  const { rows } = await pool.query<{ text: string }>('SELECT text FROM outgoing_mail WHERE $1 = ANY(to_addresses)', [
    address,
  ]);
  return /#([\w-]{20,})/.exec(rows[0]?.text ?? '')?.[1] ?? '';
}

/** The reply and the invitation have gone through workflow, jobs and sender. */
const answerIsSent = () =>
  waitUntil(
    'both mails are sent',
    async () => {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM outgoing_mail WHERE state = 'sent'`,
      );
      return (rows[0]?.count ?? 0) >= 2;
    },
    { withinMs: 60_000 },
  );

/** What there is in a place, as text, and the same where it is written in base64. */
const allOf = () => ({ ...secrets, ...handedOut });
const foundIn = (text: string, sought: Readonly<Record<string, string>>) =>
  Object.entries(sought)
    .filter(([, value]) => text.includes(value) || text.includes(Buffer.from(value).toString('base64').slice(0, -4)))
    .map(([name]) => name);

test('there is something to look for', () => {
  for (const [name, value] of Object.entries(allOf())) expect([name, value.length >= 10]).toEqual([name, true]);
  expect(Object.keys(handedOut).sort()).toEqual([
    ...['apiToken', 'base32', 'csrfToken', 'linkToken', 'recoveryCode', 'session'],
  ]);
});

test('no log has a secret, or what a customer wrote, at its most talkative', () => {
  for (const { output } of [product.api, product.worker]) {
    const text = output();
    expect(text).toContain('"level":"debug"');
    expect(foundIn(text, { ...allOf(), words })).toEqual([]);
  }
});

test('nothing that the API answered repeats a secret', () => {
  const text = answers.join('\n');
  expect(text).toContain('invalid_request');
  // Pages are told who is signed in, with what they show of it.
  const { csrfToken: _, ...others } = allOf() as Readonly<Record<string, string>>;
  expect(foundIn(text, others)).toEqual([]);
});

test('no history of a workflow has one, and no words of customers either', async () => {
  const connection = await Connection.connect({ address: testStack().temporalAddress });
  atEndOfFile('connection', () => connection.close());
  const client = new Client({ connection, namespace: product.namespace });
  let text = '';
  let executions = 0;
  // As the server has them: the client would decode what only we can.
  const { executions: found } = await connection.workflowService.listWorkflowExecutions({
    namespace: product.namespace,
  });
  for (const { execution, memo, searchAttributes } of found) {
    const { events } = await client.workflow
      .getHandle(execution?.workflowId ?? '', execution?.runId ?? '')
      .fetchHistory();
    executions += 1;
    text += textOf([events, memo, searchAttributes]);
  }
  expect(executions).toBeGreaterThanOrEqual(2);
  expect(foundIn(text, { ...allOf(), words })).toEqual([]);
});

test('Redis has none: no job, no event, no counter', async () => {
  const redis = new Redis(product.redis.url);
  atEndOfFile('redis', () => redis.disconnect());
  const keys = await redis.keys('*');
  expect(keys.some((key) => key.includes('sla'))).toBe(true);
  const values = await Promise.all(keys.map((key) => valueOf(redis, key)));
  expect(foundIn(JSON.stringify([keys, values]), { ...allOf(), words })).toEqual([]);
});

test('PostgreSQL has none of them as it is, but the link in the mail that carries it', async () => {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`SELECT one::text AS text FROM ${name} AS one`);
    for (const { text } of rows) found.push(...foundIn(text, allOf()).map((what) => `${what} in ${name}`));
  }
  expect([...new Set(found)].filter((one) => !/^linkToken in (?:outgoing_mail|caught_mail)$/.test(one))).toEqual([]);
});

/** All texts in a value, at any depth; bytes as what they say. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString('utf8')}\n`;
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textOf).join('');
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null;
  }
}
