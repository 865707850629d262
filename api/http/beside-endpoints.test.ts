import { BESIDE_ENDPOINTS } from '#domain/permissions/registry';
import { Problem } from '#domain/contracts/problem';
import { serveTestApp } from '#testkit/serve-test-app';
import { Router } from 'express';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { codecRouter } from '../codec/codec-router.ts';

/** The API without endpoints. */
const serve = () =>
  serveTestApp([], {}, (counter) =>
    codecRouter({
      counter,
      temporalUiOrigin: undefined,
      readActor: () => Promise.reject(new Problem('unauthenticated')),
      tokens: { make: () => Promise.reject(new Error('None is made.')), isGood: () => Promise.resolve(false) },
      codec: { encode: (payloads) => Promise.resolve(payloads), decode: (payloads) => Promise.resolve(payloads) },
    }),
  );

test('the API has no route that is neither an endpoint nor in the registry', async () => {
  const prototype = z.custom<Pick<Router, 'route'>>().parse(Router.prototype);
  const routed = vi.spyOn(prototype, 'route');
  await serve();
  const paths = routed.mock.calls.flatMap(([path]) => path).map(String);
  const known = Object.keys(BESIDE_ENDPOINTS).map((name) => name.replace(/^\w+ (?:\/api(?=\/))?/, ''));
  expect([...new Set(paths)].sort()).toEqual([...new Set(known)].sort());
  routed.mockRestore();
});

test('each of those opens to whom the registry says', async () => {
  const { origin } = await serve();
  for (const [name, { opensTo }] of Object.entries(BESIDE_ENDPOINTS)) {
    const [method = '', path = ''] = name.split(' ');
    const response = await fetch(`${origin}${path.replace(':token', 'token')}`, {
      ...{ method: method.toUpperCase(), headers: { 'Content-Type': 'application/json' } },
      ...(method === 'post' && { body: JSON.stringify({ payloads: [] }) }),
    });
    await response.arrayBuffer();
    expect([name, response.status]).toEqual([name, opensTo === 'anybody' ? 200 : 401]);
  }
});
