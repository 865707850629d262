import { randomUUID } from 'node:crypto';
import type { StaffActor } from '#domain/permissions/actor';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { SignJWT, UnsecuredJWT } from 'jose';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { createActorReaders } from './read-actor.ts';
import { testAudience } from './read-test-token.ts';
import { createSessionCookie } from './session-cookie.ts';

const secret = 'a secret of tests, of at least 32 characters';
const key = (text: string) => new TextEncoder().encode(text);

let pool: pg.Pool;
let agent: StaffActor;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  agent = await insertStaff(pool, { teamIds: [await insertTeam(pool)] });
});

const cookie = createSessionCookie(['http://localhost:5173']);
const readers = (testSecret: string | null = secret) => createActorReaders({ client: pool, cookie, testSecret });
/** As whom an `Authorization` header is read. */
const read = (authorization: string, testSecret: string | null = secret) =>
  readers(testSecret).readActor({ method: 'GET', headers: { authorization } });

const bearer = (token: string) => `Bearer ${token}`;
const token = (kind: 'staff' | 'customer', id: string) => signTestToken(secret, { kind, id }).then(bearer);

test('a caller is who the token names, with the role and teams the database has now', async () => {
  const customer = await insertCustomer(pool);
  expect(await read(await token('staff', agent.id))).toEqual(agent);
  expect(await read(await token('customer', customer.id))).toEqual(customer);
  const other = await insertStaff(pool);
  const authorization = await token('staff', other.id);
  await pool.query(`UPDATE staff SET role = 'light_agent' WHERE id = $1`, [other.id]);
  expect(await read(authorization)).toMatchObject({ permissions: [] });
  await pool.query('UPDATE staff SET is_active = false WHERE id = $1', [other.id]);
  await expect(read(authorization)).rejects.toMatchObject({ code: 'unauthenticated' });
});

const signed = ({ alg = 'HS256', audience = testAudience, by = secret, kind = 'staff' as unknown, end = '1 h' }) =>
  new SignJWT({ kind })
    .setProtectedHeader({ alg })
    .setSubject(agent.id)
    .setAudience(audience)
    .setExpirationTime(end)
    .sign(key(by))
    .then(bearer);
const withoutEnd = () =>
  new SignJWT({ kind: 'staff' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent.id)
    .setAudience(testAudience)
    .sign(key(secret))
    .then(bearer);
const unsigned = () => bearer(new UnsecuredJWT({ kind: 'staff', sub: agent.id, aud: testAudience }).encode());

test.each<[string, () => string | Promise<string>]>([
  ['nothing', () => ''],
  ['a word', () => 'Bearer token'],
  ['another scheme', () => 'Basic YWRtaW46YWRtaW4='],
  ['another secret', () => signed({ by: 'another secret of at least 32 characters' })],
  ['another algorithm', () => signed({ alg: 'HS512' })],
  ['no signature', unsigned],
  ['another audience', () => signed({ audience: 'nixflow' })],
  ['an end that has passed', () => signed({ end: '-1 s' })],
  ['no end', withoutEnd],
  ['the engine', () => signed({ kind: 'engine' })],
  ['a customer of a member of staff', () => token('customer', agent.id)],
  ['somebody who is not there', () => token('staff', randomUUID())],
])('nobody is let in by %s', async (_, authorization) => {
  await expect(read(await authorization())).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('who is not let in is told how to come, before their body is read', async () => {
  const read = endpoint({
    ...{ method: 'post', path: '/notes', summary: 'Write', body: z.strictObject({}) },
    readActor: readers().readActor,
    handle: () => undefined,
  });
  const { origin } = await serveTestApp([read]);
  const post = (headers: Record<string, string>) =>
    fetch(`${origin}/api/notes`, { method: 'POST', headers, body: '{broken' });
  const without = await post({});
  expect([without.status, without.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
  const wrong = await post({ Authorization: 'Bearer token' });
  expect([wrong.status, wrong.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  expect((await post({ Authorization: await token('staff', agent.id) })).status).toBe(415);
});

test('in production no token of tests lets anybody in', async () => {
  await expect(read(await token('staff', agent.id), null)).rejects.toMatchObject({ code: 'unauthenticated' });
});
