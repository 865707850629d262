import { problemBody, Problem } from '#domain/contracts/problem';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { serveTestApp } from '#testkit/serve-test-app';
import { limitTable } from '../limits/limit-table.ts';
import { endpoint, ReplyWithCookie, ReplyWithStatus } from './endpoint.ts';

const echoed = z.strictObject({ noteId: z.uuid(), loud: z.boolean(), text: z.string() });
const noteId = 'c7b2bfe6-49ca-40ec-8eb3-34b15610c2b5';

const putNote = endpoint({
  method: 'put',
  path: '/notes/:noteId',
  summary: 'Write a note',
  params: z.strictObject({ noteId: z.uuid() }),
  query: z.strictObject({ loud: z.stringbool().default(false) }),
  body: z.strictObject({ text: z.string().max(100), tags: z.array(z.string()).optional() }),
  reply: echoed,
  otherStatuses: [202],
  bodyLimit: 1_000,
  handle: ({ params, query, body }) => {
    const reply = { ...params, ...query, text: body.text };
    return body.text === 'later' ? new ReplyWithStatus(202, reply) : reply;
  },
});

const getNote = (handle: () => unknown) =>
  endpoint({
    method: 'get',
    path: '/notes/:name',
    summary: 'Read a note',
    params: z.strictObject({ name: z.string() }),
    reply: z.strictObject({ text: z.string() }),
    handle: handle as () => { text: string },
  });

async function put(
  origin: string,
  body: BodyInit,
  headers: Record<string, string> = {},
  path = `/api/notes/${noteId}`,
) {
  const response = await fetch(origin + path, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

test('input that fits is handed over parsed, and the reply comes with its status', async () => {
  const { origin } = await serveTestApp([putNote]);
  expect(await put(origin, '{"text":"hi"}', {}, `/api/notes/${noteId}?loud=yes`)).toMatchObject({
    status: 200,
    body: { noteId, loud: true, text: 'hi' },
  });
  expect(await put(origin, '{"text":"later"}')).toMatchObject({ status: 202 });
  const zipped = await put(origin, new Uint8Array(gzipSync('{"text":"zip"}')), { 'Content-Encoding': 'gzip' });
  expect(zipped.body).toMatchObject({ text: 'zip' });
});

test('everything wrong with a request is said at once, place by place', async () => {
  const { origin } = await serveTestApp([putNote]);
  const { status, body } = await put(origin, '{"text":7,"tags":["a",1],"more":1}', {}, '/api/notes/7?quiet=1&loud=x');
  expect(status).toBe(400);
  const { code, errors } = problemBody.parse(body);
  expect(code).toBe('invalid_request');
  expect(errors?.map(({ in: place, pointer, code }) => `${place} ${pointer} ${code}`)).toEqual([
    'path /noteId invalid_format',
    'query /loud invalid_value',
    'query  unrecognized_keys',
    'body /text invalid_type',
    'body /tags/1 invalid_type',
    'body  unrecognized_keys',
  ]);
});

const refusals: [string, BodyInit, number, string, Record<string, string>?][] = [
  ['no JSON', '{"text":', 400, 'malformed_request'],
  ['no UTF-8', new Uint8Array([34, 255, 34]), 400, 'malformed_request'],
  ['a key into prototypes', '{"text":"a","__proto__":{"admin":true}}', 400, 'malformed_request'],
  ['another one', '{"text":"a","constructor":{"prototype":{"admin":true}}}', 400, 'malformed_request'],
  ['a NUL character', '{"text":"a\\u0000"}', 400, 'malformed_request'],
  ['half of a surrogate pair', '{"text":"a\\ud800"}', 400, 'malformed_request'],
  ['half of a surrogate pair in a key', '{"\\udfff":1}', 400, 'malformed_request'],
  ['deep nesting', '['.repeat(400) + ']'.repeat(400), 400, 'malformed_request'],
  ['nothing', '', 400, 'invalid_request'],
  ['no object', 'null', 400, 'invalid_request'],
  ['too much', JSON.stringify({ text: 'a'.repeat(2_000) }), 413, 'body_too_large'],
  ['a bomb', new Uint8Array(gzipSync('a'.repeat(1_000_000))), 413, 'body_too_large', { 'Content-Encoding': 'gzip' }],
  ['broken gzip', 'abc', 400, 'malformed_request', { 'Content-Encoding': 'gzip' }],
  ['an unknown packing', 'abc', 415, 'unsupported_media_type', { 'Content-Encoding': 'rot13' }],
  ['a form', 'text=a', 415, 'unsupported_media_type', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['no type', '{"text":"a"}', 415, 'unsupported_media_type', { 'Content-Type': '' }],
  ['Latin-1', '{"text":"a"}', 415, 'unsupported_media_type', { 'Content-Type': 'application/json; charset=latin1' }],
];

test.each(refusals)('a body of %s is refused as a problem', async (_what, sent, status, code, headers) => {
  const { origin } = await serveTestApp([putNote]);
  const answer = await put(origin, sent, headers);
  expect(answer).toMatchObject({ status, body: { code } });
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
  expect(problemBody.parse(answer.body).requestId).toBe(answer.headers.get('X-Request-Id'));
});

test('a body too large is refused although it never says its length', async () => {
  const { origin } = await serveTestApp([putNote]);
  const piece = new TextEncoder().encode(' '.repeat(400));
  const chunks = new ReadableStream({
    start(controller) {
      for (let count = 0; count < 5; count++) controller.enqueue(piece);
      controller.close();
    },
  });
  expect(await put(origin, chunks)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
});

test('half a million nested brackets neither crash nor block', async () => {
  const { origin } = await serveTestApp([endpoint({ ...putNoteDescription(), bodyLimit: 1_000_000 })]);
  const answer = await put(origin, '['.repeat(499_000) + ']'.repeat(499_000), {}, '/api/any');
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed_request' } });
});

function putNoteDescription() {
  return { method: 'put', path: '/any', summary: 'Anything', body: z.unknown(), handle: () => undefined } as const;
}

test('NUL characters and broken percent signs in addresses are refused', async () => {
  const { origin } = await serveTestApp([getNote(() => ({ text: 'a' }))]);
  const codeAt = async (path: string) => ((await (await fetch(origin + path)).json()) as { code?: string }).code;
  expect(await codeAt('/api/notes/a%00')).toBe('invalid_request');
  expect(await codeAt('/api/notes/a?b=%00&b=c')).toBe('invalid_request');
  expect(await codeAt('/api/notes/%E0%A4%A')).toBe('malformed_request');
  expect(await codeAt('/api/notes/a?__proto__=1')).toBe('invalid_request');
});

test('other methods get 405 and what is allowed, HEAD is GET without a body', async () => {
  const { origin } = await serveTestApp([getNote(() => ({ text: 'a' })), putNote]);
  const posted = await fetch(`${origin}/api/notes/7`, { method: 'POST' });
  expect(posted.status).toBe(405);
  expect(posted.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
  const head = await fetch(`${origin}/api/notes/7`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a fixed path is found although a parameter listed before would match it', async () => {
  const exported = endpoint({ method: 'get', path: '/notes/export', summary: 'All', handle: () => undefined });
  const { origin } = await serveTestApp([getNote(() => ({ text: 'a' })), exported]);
  expect((await fetch(`${origin}/api/notes/export`)).status).toBe(204);
});

test('two endpoints at one address are a mistake found at boot', async () => {
  const other = endpoint({ method: 'put', path: '/notes/:id', summary: 'Again', handle: () => undefined });
  await expect(serveTestApp([putNote, other])).rejects.toThrow('Two endpoints answer PUT /notes/:id.');
});

test('a reply that does not fit never leaves, and the log says where it did not, without its values', async () => {
  const { origin, log } = await serveTestApp([getNote(() => ({ text: 'a', passwordHash: 'canary' }))]);
  const refused = await fetch(`${origin}/api/notes/7`);
  expect(refused.status).toBe(500);
  expect(await refused.text()).not.toContain('canary');
  const said = log.lines().find(({ level }) => level === 'error');
  expect(said).toMatchObject({ err: { message: 'The reply of GET /notes/:name does not fit: / unrecognized_keys' } });
  expect(log.text()).not.toContain('canary');
});

test('an unexpected error tells the caller nothing but the id that leads to it in the log', async () => {
  const { origin, log } = await serveTestApp([
    getNote(() => {
      throw new Error('canary in /secret/file.ts');
    }),
  ]);
  const response = await fetch(`${origin}/api/notes/7`, { headers: { 'X-Request-Id': 'my-request-1' } });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    type: '/problems/internal',
    title: 'Something went wrong on our side',
    status: 500,
    code: 'internal',
    requestId: 'my-request-1',
  });
  const said = log.lines().find(({ level }) => level === 'error');
  expect(said).toMatchObject({ requestId: 'my-request-1', err: { message: 'canary in /secret/file.ts' } });
});

test('a problem thrown below reaches the caller as it is, an outage as 503 with a time to come back', async () => {
  const refuse = (error: Error) =>
    getNote(() => {
      throw error;
    });
  const forbidden = await serveTestApp([refuse(new Problem('not_found', { detail: 'No such note.' }))]);
  expect(await (await fetch(`${forbidden.origin}/api/notes/7`)).json()).toMatchObject({ detail: 'No such note.' });

  const down = await serveTestApp([refuse(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))]);
  const response = await fetch(`${down.origin}/api/notes/7`);
  expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
  expect(await response.json()).toMatchObject({ code: 'store_unavailable' });
});

test('a cookie goes out with its reply, for this origin, out of the reach of scripts and of other sites', async () => {
  const cookie = (maxAgeSeconds: number, isSecure: boolean) => ({ name: 'n', value: 'v', maxAgeSeconds, isSecure });
  const { origin } = await serveTestApp([
    endpoint({
      ...{ method: 'post', path: '/notes', summary: 'Keep', status: 201, reply: z.strictObject({ text: z.string() }) },
      handle: () => new ReplyWithCookie(cookie(60, true), { text: 'a' }),
    }),
    endpoint({
      ...{ method: 'delete', path: '/notes', summary: 'Drop' },
      handle: () => new ReplyWithCookie(cookie(0, false), undefined),
    }),
  ]);
  const kept = await fetch(`${origin}/api/notes`, { method: 'POST' });
  expect([kept.status, await kept.json()]).toEqual([201, { text: 'a' }]);
  const attributes = (response: Response) => response.headers.getSetCookie().map((line) => line.split('; ').sort());
  expect(attributes(kept)).toEqual([
    [expect.stringMatching(/^Expires=/) as string, 'HttpOnly', 'Max-Age=60', 'Path=/', 'SameSite=Lax', 'Secure', 'n=v'],
  ]);
  const dropped = await fetch(`${origin}/api/notes`, { method: 'DELETE' });
  expect(dropped.status).toBe(204);
  expect(attributes(dropped)).toEqual([
    [expect.stringMatching(/^Expires=/) as string, 'HttpOnly', 'Max-Age=0', 'Path=/', 'SameSite=Lax', 'n=v'],
  ]);
});

test('requests of nobody who is signed in are counted by address; probes and who is signed in are not', async () => {
  const { most } = limitTable.requestsWithoutSession;
  const admitted = { value: true };
  const readActor = () => {
    if (admitted.value) return Promise.resolve({ kind: 'engine' as const });
    return Promise.reject(new Problem('unauthenticated'));
  };
  const get = (path: string, more: object) =>
    endpoint({ ...{ method: 'get', path, summary: path, handle: () => undefined }, ...more });
  const open = get('/open', {});
  const { origin } = await serveTestApp([open, get('/probe', { isCounted: false }), get('/mine', { readActor })]);
  const statusAt = async (path: string) => (await fetch(`${origin}/api${path}`)).status;

  admitted.value = false;
  expect(await statusAt('/mine')).toBe(401);
  for (let count = 1; count < most; count += 1) {
    if ((await statusAt('/open')) !== 204) throw new Error(`Refused at request ${count}.`);
  }
  const refused = await fetch(`${origin}/api/open`);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(800);
  expect(problemBody.parse(await refused.json()).code).toBe('too_many_requests');
  expect(await statusAt('/mine')).toBe(429);
  expect(await statusAt('/probe')).toBe(204);
  admitted.value = true;
  expect(await statusAt('/mine')).toBe(204);
});
