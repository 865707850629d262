import { Problem, type ProblemCode } from '#domain/contracts/problem';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
import { RefusedPerson } from '../auth/refused-person.ts';
import { limitTable } from '../limits/limit-table.ts';
import { endpoint } from './endpoint.ts';

const limits = { requestsWithoutSession: 3, requestsOfPerson: 3 };
const { windowSeconds } = limitTable.requestsOfPerson;
const ada: StaffActor = { kind: 'staff', id: 'c7b2bfe6-49ca-40ec-8eb3-34b15610c2b5', permissions: [], teamIds: [] };

/** An API in which `/mine` asks who it is, answered so. */
async function serve(who: () => Actor, trustProxy: number | string[] | false = false) {
  const readActor = async () => Promise.resolve().then(who);
  const get = { method: 'get', summary: 'Read', handle: () => undefined } as const;
  const { origin } = await serveTestApp(
    [endpoint({ ...get, path: '/open' }), endpoint({ ...get, path: '/mine', readActor })],
    { limits, trustProxy },
  );
  return async (path: string, forwardedFor?: string) => {
    const { status, headers } = await fetch(`${origin}/api${path}`, {
      headers: forwardedFor === undefined ? {} : { 'X-Forwarded-For': forwardedFor },
    });
    const [, limit, left, seconds] = /^"(\w+)";r=(\d+);t=(\d+)$/.exec(headers.get('RateLimit') ?? '') ?? [];
    const told = { policy: headers.get('RateLimit-Policy'), retryAfter: headers.get('Retry-After') };
    return { status, limit, left: Number(left), seconds: Number(seconds), ...told };
  };
}
const refuse = (code: ProblemCode) => () => {
  throw new Problem(code);
};

test.each([
  ['nobody, by address', '/open', 'requestsWithoutSession'],
  ['somebody who is signed in', '/mine', 'requestsOfPerson'],
] as const)('requests of %s are counted, and each says how many are left and when there is one more', async (...of) => {
  const [, path, limit] = of;
  const ask = await serve(() => ada);
  for (const left of [2, 1, 0]) {
    const answer = await ask(path);
    expect(answer).toMatchObject({ status: 204, limit, left, policy: `"${limit}";q=3;w=${String(windowSeconds)}` });
    expect(answer.seconds).toBeLessThanOrEqual(windowSeconds);
    expect(answer.seconds).toBeGreaterThan(windowSeconds - 60);
    // Until the first is out of the window, which comes nearer.
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  const refused = await ask(path);
  expect(refused).toMatchObject({ status: 429, limit, left: 0 });
  expect(refused.seconds).toBe(Number(refused.retryAfter));
  expect(refused.seconds).toBeLessThan(windowSeconds);
});

test('one person has one limit, from wherever they come, and another has theirs', async () => {
  let who = ada;
  const ask = await serve(() => who, 1);
  for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect((await ask('/mine', from)).status).toBe(204);
  expect((await ask('/mine', '192.0.2.4')).status).toBe(429);
  who = { ...ada, id: '0b0ff0d5-7ac1-4a5c-8f5f-d6e8f4b4ba0a' };
  expect((await ask('/mine', '192.0.2.4')).status).toBe(204);
});

test.each(['password_change_required', 'forbidden'] as const)(
  'whoever is known and refused with %s is counted as themselves, and keeps no colleague of theirs from signing in',
  async (code) => {
    const ask = await serve(() => {
      throw new RefusedPerson(ada.id, code);
    });
    for (const left of [2, 1, 0]) {
      expect(await ask('/mine')).toMatchObject({ status: 403, limit: 'requestsOfPerson', left });
    }
    expect((await ask('/mine')).status).toBe(429);
    expect((await ask('/open')).status).toBe(204);
  },
);

test.each(['unauthenticated', 'forbidden'] as const)(
  'whoever is nobody and refused with %s is counted by address, and then refused before anything else',
  async (code) => {
    const ask = await serve(refuse(code));
    const first = await ask('/mine');
    expect(first).toMatchObject({ limit: 'requestsWithoutSession', left: 2 });
    expect(first.status).not.toBe(429);
    await ask('/mine');
    await ask('/mine');
    expect((await ask('/mine')).status).toBe(429);
    expect((await ask('/open')).status).toBe(429);
  },
);

test.each(['/nowhere', '/nowhere/at/all', '/docs', '/openapi.json'])(
  'whoever asks for %s is counted by address like whoever tries a door, but not what a page of documentation is drawn with',
  async (path) => {
    const ask = await serve(() => ada);
    for (const left of [2, 1, 0]) {
      expect(await ask(path)).toMatchObject({ limit: 'requestsWithoutSession', left });
      expect(await ask('/docs/swagger-ui.css')).toMatchObject({ status: 200, limit: undefined });
    }
    expect(await ask(path)).toMatchObject({ status: 429 });
    expect(await ask('/open')).toMatchObject({ status: 429 });
    expect(await ask('/docs/swagger-ui.css')).toMatchObject({ status: 200 });
  },
);

test('where no proxy is trusted, a header that names another address moves nobody', async () => {
  const ask = await serve(() => ada);
  for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect((await ask('/open', from)).status).toBe(204);
  expect((await ask('/open', '192.0.2.4')).status).toBe(429);
});

test('nor does one from a peer that is not among the proxies', async () => {
  const ask = await serve(() => ada, ['10.0.0.0/8']);
  for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect((await ask('/open', from)).status).toBe(204);
  expect((await ask('/open', '192.0.2.4')).status).toBe(429);
});

test.each<[string, number | string[]]>([
  ['one proxy', 1],
  ['this machine', ['loopback']],
])('behind %s each client has a limit of its own, which it cannot leave by a header of its own', async (_, trusted) => {
  const ask = await serve(() => ada, trusted);
  // The proxy adds whom it saw behind what the client said.
  for (const said of ['', '198.51.100.1, ', '198.51.100.2, ']) {
    expect((await ask('/open', `${said}192.0.2.1`)).status).toBe(204);
  }
  expect((await ask('/open', '198.51.100.3, 192.0.2.1')).status).toBe(429);
  expect((await ask('/open', '192.0.2.2')).status).toBe(204);
});
