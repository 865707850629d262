import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { callApi, newIdempotencyKey } from './call-api.ts';
import { CallFailed } from './call-failed.ts';
import { notePageOf, onPageRenewed } from './page-session.ts';

const reply = z.strictObject({ id: z.string() });
const fetched = vi.fn<typeof fetch>();
const answer = (status: number, type: string, body: string, headers: Record<string, string> = {}) => {
  fetched.mockResolvedValueOnce(new Response(body, { status, headers: { 'content-type': type, ...headers } }));
};
const failure = async (call: Promise<unknown>): Promise<CallFailed> => {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof CallFailed)) throw new Error(`It did not fail as a call does: ${String(thrown)}`);
  return thrown;
};

vi.stubGlobal('fetch', fetched);
afterEach(() => {
  fetched.mockReset();
  notePageOf(null);
  onPageRenewed(notePageOf);
});

describe('a call', () => {
  test('sends JSON with the cookie and the key of its act, and reads the reply by its contract', async () => {
    answer(201, 'application/json; charset=utf-8', '{"id":"a"}');
    const key = newIdempotencyKey();
    expect(await callApi({ method: 'POST', path: '/things', body: { n: 1 }, reply, idempotencyKey: key })).toEqual({
      id: 'a',
    });
    const [url, request] = fetched.mock.calls[0]!;
    expect(url).toBe('/api/things');
    expect(request).toMatchObject({
      method: 'POST',
      credentials: 'include',
      body: '{"n":1}',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    });
  });

  test('that only asks sends no body and no type', async () => {
    answer(200, 'application/json', '{"id":"a"}');
    await callApi({ path: '/things', reply });
    expect(fetched.mock.calls[0]![1]).toMatchObject({ method: 'GET', headers: {} });
  });

  test('sends a file as it is, under its name', async () => {
    answer(201, 'application/json', '{"id":"a"}');
    const file = new File(['bytes'], 'Größe.txt', { type: 'text/plain' });
    await callApi({ method: 'POST', path: '/files', file, reply, headers: { 'X-Form-Token': 'token' } });
    expect(fetched.mock.calls[0]![1]).toMatchObject({
      body: file,
      headers: { 'Content-Type': 'text/plain', 'X-File-Name': 'Gr%C3%B6%C3%9Fe.txt', 'X-Form-Token': 'token' },
    });
  });

  test('reads what the endpoint describes whatever its status, as health does', async () => {
    answer(503, 'application/json', '{"id":"degraded"}');
    expect(await callApi({ path: '/health', reply })).toEqual({ id: 'degraded' });
  });

  test('that is answered by nothing is content with it', async () => {
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect(await callApi({ method: 'DELETE', path: '/session', reply: null })).toBeNull();
  });
});

describe('a call fails', () => {
  const problem = {
    type: '/problems/too_many_requests',
    title: 'Too many requests',
    status: 429,
    code: 'too_many_requests',
    requestId: 'abcdefgh',
  };

  test('with the problem the API tells, its request and when to come again', async () => {
    answer(429, 'application/problem+json', JSON.stringify(problem), { 'retry-after': '90' });
    const { code, message, details } = await failure(callApi({ path: '/x', reply }));
    expect({ code, message, details }).toEqual({
      code: 'too_many_requests',
      message: 'Too many requests',
      details: { status: 429, requestId: 'abcdefgh', retryAfterMs: 90_000 },
    });
  });

  test('with what is wrong by field', async () => {
    const errors = [{ in: 'body', pointer: '/new', code: 'password_is_old', message: 'must not be the one until now' }];
    answer(
      400,
      'application/problem+json',
      JSON.stringify({ ...problem, status: 400, code: 'invalid_request', errors }),
    );
    expect((await failure(callApi({ path: '/x', reply }))).details.errors).toEqual(errors);
  });

  test.each([
    ['nothing answers', () => fetched.mockRejectedValueOnce(new TypeError('Failed to fetch')), 'unreachable'],
    ['somebody else answers', () => answer(200, 'text/html', '<p>Log in to the hotel network'), 'unreachable'],
    ['a proxy fails', () => answer(502, 'text/html', 'Bad gateway'), 'unreachable'],
    ['the body breaks off', () => answer(200, 'application/json', '{"id":'), 'unreachable'],
    ['the reply is another one', () => answer(200, 'application/json', '{"name":1}'), 'unreadable'],
    [
      'the problem is one of a newer server',
      () => answer(418, 'application/problem+json', '{"code":"teapot"}'),
      'unreadable',
    ],
  ] as const)('when %s', async (_story, happen, code) => {
    happen();
    expect((await failure(callApi({ path: '/x', reply }))).code).toBe(code);
  });

  test('but not when whoever asked left: that is told as it is', async () => {
    const left = new AbortController();
    fetched.mockImplementationOnce((_url, init) => {
      left.abort();
      return Promise.reject(init?.signal?.reason instanceof Error ? init.signal.reason : new Error('aborted'));
    });
    await expect(callApi({ path: '/x', reply, signal: left.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a page of somebody who is signed in', () => {
  const anna = {
    ...{ staffId: '0192d5a4-7b1e-7c3a-9d43-1f2f2c0a5a01', name: 'Anna', email: 'anna@desk.example' },
    ...{ role: { code: 'agent', name: 'Agent' }, permissions: [], teamIds: [], mustChangePassword: false },
    csrfToken: 'a'.repeat(43),
  };
  const act = () => callApi({ method: 'POST', path: '/things', body: { n: 1 }, reply });
  const problemOf = (status: number, code: string) => ({
    ...{ type: `/problems/${code}`, title: code, status, code, requestId: 'abcdefgh' },
  });
  const json = (status: number, body: object, type = 'application/json') =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
  const refuse = () => answer(403, 'application/problem+json', JSON.stringify(problemOf(403, 'stale_session')));
  const sent = () =>
    fetched.mock.calls.map(([url, request]) => [url, new Headers(request?.headers).get('X-CSRF-Token')]);

  test('shows the token of the session with what changes something, and with nothing else', async () => {
    notePageOf(anna);
    answer(200, 'application/json', '{"id":"a"}');
    await callApi({ path: '/things', reply });
    answer(201, 'application/json', '{"id":"a"}');
    await act();
    expect(sent()).toEqual([
      ['/api/things', null],
      ['/api/things', anna.csrfToken],
    ]);
  });

  test('sends again, once, what was refused because the same person signed in anew in another tab', async () => {
    notePageOf(anna);
    refuse();
    answer(200, 'application/json', JSON.stringify({ ...anna, csrfToken: 'b'.repeat(43) }));
    answer(201, 'application/json', '{"id":"a"}');
    expect(await act()).toEqual({ id: 'a' });
    expect(sent()).toEqual([
      ['/api/things', 'a'.repeat(43)],
      ['/api/session', null],
      ['/api/things', 'b'.repeat(43)],
    ]);
  });

  test('sends again both of two that were refused together, and asks once', async () => {
    notePageOf(anna);
    fetched.mockImplementation(async (url, request) => {
      await Promise.resolve();
      if (url === '/api/session') return json(200, { ...anna, csrfToken: 'b'.repeat(43) });
      const isStale = new Headers(request?.headers).get('X-CSRF-Token') === anna.csrfToken;
      return isStale ? json(403, problemOf(403, 'stale_session'), 'application/problem+json') : json(201, { id: 'a' });
    });
    expect(await Promise.all([act(), act()])).toEqual([{ id: 'a' }, { id: 'a' }]);
    const shown = sent().flatMap(([url, token]) => (url === '/api/session' ? [] : [token]));
    expect(shown.sort()).toEqual(['a', 'a', 'b', 'b'].map((letter) => letter.repeat(43)));
  });

  test('is drawn anew when somebody else is signed in by now, and sends nothing in their name meanwhile', async () => {
    const reload = vi.fn();
    vi.stubGlobal('location', { reload });
    notePageOf(anna);
    refuse();
    const ben = { ...anna, staffId: '0192d5a4-7b1e-7c3a-9d43-1f2f2c0a5a02', csrfToken: 'b'.repeat(43) };
    answer(200, 'application/json', JSON.stringify(ben));
    expect((await failure(act())).code).toBe('stale_session');
    expect(reload).toHaveBeenCalledTimes(1);
    answer(201, 'application/json', '{"id":"a"}');
    await act();
    expect(sent().at(-1)).toEqual(['/api/things', anna.csrfToken]);
  });

  test('gives up when the session is the same', async () => {
    notePageOf(anna);
    refuse();
    answer(200, 'application/json', JSON.stringify(anna));
    expect((await failure(act())).code).toBe('stale_session');
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  test('hears when nobody is signed in any more', async () => {
    const heard: unknown[] = [];
    onPageRenewed((who) => heard.push(who));
    notePageOf(anna);
    refuse();
    answer(401, 'application/problem+json', JSON.stringify(problemOf(401, 'unauthenticated')));
    expect((await failure(act())).code).toBe('stale_session');
    expect(heard).toEqual([null]);
  });
});

test('keys of acts are long, plain and never the same', () => {
  const keys = Array.from({ length: 100 }, newIdempotencyKey);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
