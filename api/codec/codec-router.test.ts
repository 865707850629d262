import { signingKeys } from '#process/signing-keys';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { READY_MADE_ROLES, type ReadyMadeRole } from '#domain/permissions/role';
import { createPayloadCodec } from '#temporal/codec';
import type { Credentials } from '../http/endpoint.ts';
import { serveTestApp } from '#testkit/serve-test-app';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { codecRouter } from './codec-router.ts';
import { codecTokens } from './codec-tokens.ts';

const ui = 'http://localhost:8233';
const secret = 'a-secret-that-signs-tokens-of-this-test';
const codec = createPayloadCodec('the-key-that-this-installation-encrypts-with');
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

/** A payload as the Temporal UI gets it from the engine. */
async function encrypted(value: unknown, by = codec) {
  const [payload] = await by.encode([
    { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) },
  ]);
  const metadata = Object.entries(payload?.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)] as const);
  return { metadata: Object.fromEntries(metadata), data: base64(payload?.data ?? '') };
}

async function serve(role?: ReadyMadeRole, admins = ['admin']) {
  const actor: Actor = { kind: 'staff', id: 'somebody', permissions: READY_MADE_ROLES[role ?? 'agent'], teamIds: [] };
  const tokens = codecTokens(signingKeys(secret), (id) => Promise.resolve(admins.includes(id)));
  const readActor = ({ method }: Credentials) => {
    // As for sessions: the Temporal UI has no token of one to show.
    if (method !== 'GET') return Promise.reject(new Problem('stale_session'));
    return role ? Promise.resolve(actor) : Promise.reject(new Problem('unauthenticated'));
  };
  const { origin } = await serveTestApp([], { limits: { requestsWithoutSession: 20 } }, (counter) =>
    codecRouter({ temporalUiOrigin: ui, readActor, tokens, codec, counter }),
  );
  const decode = async (path: string, payloads: unknown, headers: Record<string, string> = { origin: ui }) => {
    const answer = await fetch(`${origin}/api/codec${path}/decode`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ payloads }),
    });
    const body = (await answer.json()) as { payloads?: { data: string }[]; code?: string };
    return { answer, body, values: body.payloads?.map(({ data }) => JSON.parse(Buffer.from(data, 'base64').toString()) as unknown) }; // prettier-ignore
  };
  return { origin, tokens, decode };
}

test('an admin who is signed in reads payloads in the Temporal UI', async () => {
  const { decode } = await serve('admin');
  const { answer, values } = await decode('', [await encrypted({ number: 1042 }), await encrypted('two')]);
  expect(values).toEqual([{ number: 1042 }, 'two']);
  expect(answer.headers.get('access-control-allow-origin')).toBe(ui);
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a payload of a key that is gone says so, and the others are read', async () => {
  const { decode } = await serve('admin');
  const foreign = await encrypted('lost', createPayloadCodec('another-key-that-nobody-here-knows-any-more'));
  const { values } = await decode('', [foreign, await encrypted('kept')]);
  expect(values).toEqual([expect.stringContaining('ENCRYPTION_KEY'), 'kept']);
});

test.each<[string, ReadyMadeRole | undefined, number]>([
  ['nobody', undefined, 401],
  ['an agent', 'agent', 403],
  ['a supervisor', 'supervisor', 403],
])('%s reads nothing', async (_, role, status) => {
  const { decode } = await serve(role);
  const { answer, body } = await decode('', [await encrypted('secret')]);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(body)).not.toContain(base64('"secret"'));
});

test('no other page reads for an admin', async () => {
  const { decode, origin } = await serve('admin');
  const { answer } = await decode('', [await encrypted('secret')], { origin: 'https://evil.example' });
  expect(answer.status).toBe(403);
  const asked = await fetch(`${origin}/api/codec/decode`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect(asked.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
});

test('the page of the Temporal UI may do nothing else here', async () => {
  const { origin } = await serve('admin');
  const answer = await fetch(`${origin}/api/session`, { method: 'DELETE', headers: { origin: ui } });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('a token reads where no cookie goes, as long as its admin is one', async () => {
  const { decode, tokens } = await serve();
  const { token, expiresAt } = await tokens.make('admin');
  expect(expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
  expect((await decode(`/${token}`, [await encrypted('clear')])).values).toEqual(['clear']);
  const { token: former } = await tokens.make('former-admin');
  expect((await decode(`/${former}`, [await encrypted('clear')])).answer.status).toBe(401);
});

test.each<[string, (jwt: SignJWT) => Promise<string>]>([
  [
    'that is over',
    (jwt) => jwt.setAudience('nixflow-codec').setSubject('admin').setExpirationTime(1).sign(Buffer.from(secret)),
  ],
  ['without an end', (jwt) => jwt.setAudience('nixflow-codec').setSubject('admin').sign(Buffer.from(secret))],
  ['for something else', (jwt) => jwt.setAudience('nixflow-test').setSubject('admin').setExpirationTime('1h').sign(Buffer.from(secret))], // prettier-ignore
  ['of another secret', (jwt) => jwt.setAudience('nixflow-codec').setSubject('admin').setExpirationTime('1h').sign(Buffer.from('x'.repeat(32)))], // prettier-ignore
])('a token %s reads nothing', async (_, sign) => {
  const { decode } = await serve();
  const token = await sign(new SignJWT().setProtectedHeader({ alg: 'HS256' }));
  expect((await decode(`/${token}`, [await encrypted('clear')])).answer.status).toBe(401);
});

test('tries that are turned away are counted by where they come from, and then refused', async () => {
  const { decode } = await serve();
  const triesOf = async (path: string) => (await decode(path, [await encrypted('clear')])).answer.status;
  for (let tries = 0; tries < 20; tries += 1) expect(await triesOf(tries % 2 === 0 ? '' : '/guessed')).toBe(401);
  expect([await triesOf(''), await triesOf('/guessed')]).toEqual([429, 429]);
});

test.each([[null], ['payloads'], [[{ data: 7 }]], [[{ data: 'not base64!' }]]])(
  '%j is no list of payloads',
  async (payloads) => {
    const { decode } = await serve('admin');
    expect((await decode('', payloads)).body).toMatchObject({ code: 'invalid_request' });
  },
);
