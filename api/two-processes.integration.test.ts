import { randomUUID } from 'node:crypto';
import type { AdminContext } from '#commands/admin/admin-context';
import { createProvider } from '#commands/people/sso/change-provider';
import { identityProviderRequest } from '#domain/contracts/sso';
import { createSecretBox } from '#process/secret-box';
import { startApiProcesses, type ApiProcesses } from '#testkit/api-processes';
import { openCookieClient } from '#testkit/cookie-client';
import { insertStaff } from '#testkit/factories/desk';
import { startOidcProvider } from '#testkit/oidc-provider';
import { waitUntil } from '#testkit/wait-until';
import { io } from 'socket.io-client';
import { beforeAll, expect, test } from 'vitest';

const key = 'a passphrase of tests, of at least 32 characters';
const page = 'http://localhost:5173';
let desk: ApiProcesses;

beforeAll(async () => {
  desk = await startApiProcesses({ ENCRYPTION_KEY: key, REQUESTS_WITHOUT_SESSION: '20', TRUST_PROXY: '1' });
});

/** How a process answers a request of nobody from there. */
const ask = async (process: 0 | 1, address: string) => {
  const response = await fetch(`${desk.apis[process].origin}/api/session/sso`, {
    headers: { 'X-Forwarded-For': address },
  });
  return { status: response.status, left: Number(/;r=(\d+)/.exec(response.headers.get('RateLimit') ?? '')?.[1]) };
};

test('requests of nobody to one process are counted by the other', async () => {
  const left: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    left.push((await ask(count % 2 === 0 ? 0 : 1, '192.0.2.1')).left);
  }
  expect(left).toEqual(Array.from({ length: 20 }, (_, count) => 19 - count));
  expect((await ask(0, '192.0.2.1')).status).toBe(429);
  expect((await ask(1, '192.0.2.1')).status).toBe(429);
  expect((await ask(1, '192.0.2.2')).status).toBe(200);
});

test('so are the sockets of nobody: whoever has used up the limit is hung up on, and let in again elsewhere', async () => {
  const connect = async (address: string) => {
    const extraHeaders = { 'X-Forwarded-For': address, origin: page };
    const socket = io(desk.apis[0].origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders,
    });
    let ended = '';
    socket.on('connect', () => (ended = 'connected'));
    socket.on('disconnect', () => (ended ||= 'hung up on'));
    socket.on('connect_error', () => (ended ||= 'refused'));
    socket.io.on('close', () => (ended ||= 'hung up on'));
    await waitUntil('the socket is in or out', () => ended !== '', { withinMs: 10_000 });
    socket.disconnect();
    return ended;
  };
  for (let count = 0; count < 5; count += 1) expect(await connect('192.0.2.3')).toBe('connected');
  expect((await ask(1, '192.0.2.3')).left).toBe(14);
  for (let count = 0; count < 14; count += 1) await ask(1, '192.0.2.3');
  expect(await connect('192.0.2.3')).toBe('hung up on');
  expect(await connect('192.0.2.4')).toBe('connected');
});

test('a sign-in by a provider that one process began is ended by the other', async () => {
  const provider = await startOidcProvider();
  const actor = await insertStaff(desk.pool, { role: 'admin' });
  const context: AdminContext = {
    ...{ pool: desk.pool, actor, address: null, requestId: 'r' },
    deliverSoon: () => undefined,
  };
  const { issuer, clientId, clientSecret } = provider;
  const asked = identityProviderRequest.parse({
    name: 'Company',
    issuer,
    clientId,
    clientSecret,
    defaultRole: 'agent',
  });
  const { id: providerId } = await createProvider(context, { ...asked, box: createSecretBox(key) });

  const place = { page, address: '192.0.2.5' };
  const [first, second] = desk.apis.map(({ origin }) => openCookieClient({ api: origin, ...place })) as [
    Client,
    Client,
  ];
  const { body } = await first.call('POST /session/sso', { providerId });
  const claims = { sub: randomUUID(), email: 'noor@company.example', email_verified: true, name: 'Noor' };
  const query = provider.answer((body as unknown as { url: string }).url, claims);
  second.plant(first.cookie());
  expect(await second.call('POST /session/sso/answer', { query })).toMatchObject({
    status: 201,
    body: { name: 'Noor' },
  });
  first.plant(second.cookie());
  expect(await first.call('GET /session')).toMatchObject({ status: 200, body: { name: 'Noor' } });
});

type Client = ReturnType<typeof openCookieClient>;
