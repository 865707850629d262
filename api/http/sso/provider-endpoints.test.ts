import type { Actor } from '#domain/permissions/actor';
import type { Permission } from '#domain/permissions/permission';
import { createOidc } from '#process/oidc';
import { createSecretBox } from '#process/secret-box';
import { serveTestApp } from '#testkit/serve-test-app';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { providerEndpoints } from './provider-endpoints.ts';

/** What entering a provider of this issuer is answered with, and whether the issuer was asked. */
async function enter(issuer: string, permissions: readonly Permission[], allowsHttp = false) {
  const oidc = createOidc({ allowsHttp });
  const discover = vi.spyOn(oidc, 'discover');
  const actor: Actor = { kind: 'staff', id: 'c7b2bfe6-49ca-40ec-8eb3-34b15610c2b5', permissions, teamIds: [] };
  const door = {
    ...{ pool: new pg.Pool(), deliverSoon: () => undefined, readActor: () => Promise.resolve(actor), oidc },
    ...{ box: createSecretBox('a passphrase of tests, of at least 32 characters'), uiOrigin: 'https://desk.example' },
  };
  const { origin } = await serveTestApp(providerEndpoints(door));
  const response = await fetch(`${origin}/api/identity-providers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'One', issuer, clientId: 'x', clientSecret: 'y' }),
  });
  const { code, errors } = (await response.json()) as { code: string; errors?: unknown };
  return { status: response.status, code, errors, asked: discover.mock.calls.length };
}
const fault = (code: string) => [{ in: 'body', pointer: '/issuer', code, message: expect.any(String) as string }];

test('in production an issuer without TLS is a mistake in the field, and is not asked', async () => {
  expect(await enter('http://id.example', ['people.manage'])).toEqual({
    ...{ status: 400, code: 'invalid_request', errors: fault('https_required'), asked: 0 },
  });
});

test('so is one at which nothing answers', async () => {
  expect(await enter('http://127.0.0.1:9', ['people.manage'], true)).toEqual({
    ...{ status: 400, code: 'invalid_request', errors: fault('issuer_not_answering'), asked: 1 },
  });
});

test('whoever may not enter one has us ask no address', async () => {
  expect(await enter('http://127.0.0.1:9', ['role.manage'], true)).toMatchObject({
    ...{ status: 403, code: 'forbidden', asked: 0 },
  });
});
