import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { fileBytes, fileReply, FileReply, type FileDescription } from './file-endpoints.ts';
import { buildOpenApi } from './openapi.ts';

const upload = endpoint({
  method: 'post',
  path: '/files',
  summary: 'Send a file',
  headers: z.strictObject({ 'content-type': z.string().optional() }),
  body: fileBytes,
  bodyLimit: 1000,
  reply: z.strictObject({ size: z.int(), type: z.string() }),
  handle: async ({ headers, body }) => ({ size: (await buffer(body)).length, type: headers['content-type'] ?? '' }),
});

const download = (
  file: Partial<FileDescription> = {},
  content: () => Readable = () => Readable.from([Buffer.from('bytes')]),
) =>
  endpoint({
    method: 'get',
    path: '/files',
    summary: 'Have a file',
    reply: fileReply,
    handle: () => new FileReply({ mediaType: 'text/plain', size: 5, name: 'a.txt', ...file }, content()),
  });

const send = async (origin: string, body: BodyInit, headers: Record<string, string> = {}) => {
  const stream = body instanceof ReadableStream ? { duplex: 'half' } : {};
  const response = await fetch(`${origin}/api/files`, { method: 'POST', body, headers, ...stream });
  return { status: response.status, body: (await response.json()) as object };
};

/** More than the limit, and no word of its length beforehand. */
const endless = (pieces: number) =>
  new ReadableStream({
    start(controller) {
      for (let count = 0; count < pieces; count += 1) controller.enqueue(new Uint8Array(400));
      controller.close();
    },
  });

test('a file comes in as it is, whatever it says it is', async () => {
  const { origin } = await serveTestApp([upload]);
  expect(await send(origin, new Uint8Array([0, 255, 10]), { 'Content-Type': 'application/json' })).toEqual({
    ...{ status: 200, body: { size: 3, type: 'application/json' } },
  });
  expect(await send(origin, endless(2))).toMatchObject({ status: 200, body: { size: 800 } });
  expect(await send(origin, '')).toMatchObject({ status: 200, body: { size: 0 } });
});

test('one that is too large is refused, whether it says so or not, and one that is packed', async () => {
  const { origin } = await serveTestApp([upload]);
  expect(await send(origin, new Uint8Array(1001))).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  expect(await send(origin, endless(5))).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  expect(await send(origin, 'x', { 'Content-Encoding': 'gzip' })).toMatchObject({
    ...{ status: 415, body: { code: 'unsupported_media_type' } },
  });
});

test('a request that is refused beforehand leaves nobody reading, and its connection is good for others', async () => {
  const picky = endpoint({
    ...{ method: 'post', path: '/files', summary: 'Send a file', body: fileBytes, bodyLimit: 1_000_000 },
    headers: z.strictObject({ 'x-file-name': z.string() }),
    handle: () => undefined,
  });
  const { origin } = await serveTestApp([picky]);
  for (let round = 0; round < 3; round += 1) {
    expect(await send(origin, new Uint8Array(900_000))).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  }
  const leaving = new AbortController();
  const stream = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
  const call = fetch(`${origin}/api/files`, { method: 'POST', body: stream, duplex: 'half', signal: leaving.signal } as RequestInit); // prettier-ignore
  await call.then(
    (response) => response.text(),
    () => undefined,
  );
  leaving.abort();
  expect((await fetch(`${origin}/api/files`, { method: 'PUT' })).status).toBe(405);
});

test('a caller who goes in the middle leaves nobody waiting', async () => {
  const bodies: Promise<Buffer>[] = [];
  const waiting = endpoint({
    ...{ method: 'post', path: '/files', summary: 'Send a file', body: fileBytes, bodyLimit: 1000 },
    handle: async ({ body }) => {
      bodies.push(buffer(body));
      await bodies[0];
      return undefined;
    },
  });
  const { origin } = await serveTestApp([waiting]);
  const leaving = new AbortController();
  const stream = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
  const call = fetch(`${origin}/api/files`, { method: 'POST', body: stream, duplex: 'half', signal: leaving.signal } as RequestInit); // prettier-ignore
  await expect.poll(() => bodies.length).toBe(1);
  leaving.abort();
  await expect(call).rejects.toThrow();
  await expect(bodies[0]).rejects.toMatchObject({ code: 'malformed_request' });
});

test('a file goes out under its name, to be saved, and as nothing but what is said', async () => {
  const { origin } = await serveTestApp([download({ name: 'Ärger "1" (50%)’.txt' })]);
  const response = await fetch(`${origin}/api/files`);
  expect(await response.text()).toBe('bytes');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/plain',
    'content-length': '5',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="_rger _1_ (50_)_.txt"; filename*=UTF-8''%C3%84rger%20%221%22%20%2850%25%29%E2%80%99.txt`,
  });
  const head = await fetch(`${origin}/api/files`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
});

test('what breaks while it goes out ends the connection, and never looks whole', async () => {
  const breaking = () => Readable.from((function* () { yield Buffer.from('by'); throw new Error('the disk is gone'); })()); // prettier-ignore
  const { origin, log } = await serveTestApp([download({}, breaking)]);
  await expect(fetch(`${origin}/api/files`).then((response) => response.text())).rejects.toThrow();
  expect(log.text()).toContain('the disk is gone');
});

test('whoever leaves in the middle of a file is no error of ours, and leaves nothing open', async () => {
  const contents: Readable[] = [];
  const endlessFile = () => {
    const content = new Readable({ read: () => void content.push(Buffer.alloc(64 * 1024)) });
    contents.push(content);
    return content;
  };
  const { origin, log } = await serveTestApp([download({ size: 1e9 }, endlessFile)]);
  for (let count = 0; count < 20; count += 1) {
    const leaving = new AbortController();
    const { body } = await fetch(`${origin}/api/files`, { signal: leaving.signal });
    await body?.getReader().read();
    leaving.abort();
  }
  await expect.poll(() => contents.every(({ destroyed }) => destroyed)).toBe(true);
  expect(log.text()).not.toContain('Premature close');
});

test('both are described: bytes have no schema', () => {
  const { paths } = buildOpenApi([upload, download()], '1');
  expect(paths['/files']).toMatchObject({
    post: { requestBody: { required: true, content: { '*/*': {} } }, responses: { 200: {}, 413: {} } },
    get: { responses: { 200: { content: { '*/*': {} } } } },
  });
});
