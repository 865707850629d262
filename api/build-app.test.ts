import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { problemBody } from '#domain/contracts/problem';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from './http/endpoint.ts';
import { serveTestApp } from '#testkit/serve-test-app';

const hello = endpoint({
  method: 'get',
  path: '/hello/:name',
  summary: 'Hello',
  params: named(),
  handle: () => undefined,
});

test('pages of this origin may load nothing from elsewhere, run no inline script and stand in no frame', async () => {
  const { origin } = await serveTestApp([]);
  for (const path of ['/api/docs', '/api/nothing', '/metrics']) {
    const { headers } = await fetch(origin + path);
    const policy = new Map((headers.get('Content-Security-Policy') ?? '').split(';').map(directive));
    expect(policy.get('default-src')).toBe("'self'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.has('script-src')).toBe(false);
    expect([...policy.values()].join(' ')).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Powered-By')).toBeNull();
  }
});

test('HSTS goes out only behind TLS, and nobody but a trusted proxy says that it is there', async () => {
  const overTls = { headers: { 'X-Forwarded-Proto': 'https' } };
  const hsts = async (config: Parameters<typeof serveTestApp>[1], init?: RequestInit) => {
    const { origin } = await serveTestApp([], config);
    return (await fetch(`${origin}/api/docs`, init)).headers.get('Strict-Transport-Security');
  };
  expect(await hsts({})).toBeNull();
  expect(await hsts({}, overTls)).toBeNull();
  expect(await hsts({ trustProxy: ['10.0.0.0/8'] }, overTls)).toBeNull();
  expect(await hsts({ trustProxy: 1 }, overTls)).toBe('max-age=15552000');
  expect(await hsts({ trustProxy: ['loopback'] }, overTls)).toBe('max-age=15552000');
  expect(await hsts({ frontendOrigins: ['https://desk.example.com'] })).toBe('max-age=15552000');
});

test('exactly the origins of the frontend may call with credentials', async () => {
  const frontendOrigins: [string, string] = ['https://desk.example.com', 'https://portal.example.com'];
  const { origin } = await serveTestApp([], { frontendOrigins });
  const allowed = async (from: string, method = 'GET') => {
    const headers = { Origin: from, 'Access-Control-Request-Method': 'PUT' };
    const response = await fetch(`${origin}/api/docs`, { method, headers });
    expect(response.headers.get('Vary')).toContain('Origin');
    return response.headers.get('Access-Control-Allow-Origin');
  };
  for (const method of ['GET', 'OPTIONS']) {
    for (const from of frontendOrigins) expect(await allowed(from, method)).toBe(from);
    for (const from of [
      'https://desk.example.com.evil',
      'http://desk.example.com',
      'https://x.desk.example.com',
      'null',
    ]) {
      expect(await allowed(from, method)).toBeNull();
    }
  }
});

test('a request keeps the id its caller gave, if it is well-formed', async () => {
  const { origin, log } = await serveTestApp([hello]);
  const idFor = async (own: string) =>
    (await fetch(`${origin}/api/hello/you`, { headers: { 'X-Request-Id': own } })).headers.get('X-Request-Id');
  expect(await idFor('abc_DEF-12345')).toBe('abc_DEF-12345');
  for (const odd of ['short', 'a'.repeat(65), 'with space1', '<b>"quoted"</b>']) {
    expect(await idFor(odd)).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(log.lines().map(({ requestId }) => requestId)).toContain('abc_DEF-12345');
});

test('the log has one line per request, without what people wrote', async () => {
  const { origin, log } = await serveTestApp([hello]);
  await fetch(`${origin}/api/hello/you?token=canary`, { headers: { Authorization: 'canary', Cookie: 'a=canary' } });
  await fetch(`${origin}/api/live`);
  const [line, ...more] = log.lines().filter(({ level }) => level === 'info');
  expect(line).toMatchObject({ method: 'GET', route: '/api/hello/:name', path: '/api/hello/you', status: 400 });
  expect(more).toEqual([]);
  expect(log.text()).not.toContain('canary');
});

test('the log has no path that is a key', async () => {
  const { origin, log } = await serveTestApp([]);
  for (const path of ['canary/decode', 'canary', 'decode/canary', 'decode']) await fetch(`${origin}/api/codec/${path}`);
  await fetch(`${origin}/api/one-time-links/canary`);
  await fetch(`${origin}/api/one-time-links/canary/more?of=canary`);
  const paths = log.lines().map(({ path }) => path);
  expect(paths.filter((path) => path === '/api/one-time-links/…')).toHaveLength(2);
  expect(paths.filter((path) => path === '/api/codec/…')).toHaveLength(3);
  expect(paths).toContain('/api/codec/decode');
  expect(log.text()).not.toContain('canary');
});

test('what is not there is a problem, within the API and beside it', async () => {
  const { origin } = await serveTestApp([]);
  for (const path of ['/api/nothing', '/api/', '/', '/API/docs', '/api/docs/package.json']) {
    const response = await fetch(origin + path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(problemBody.parse(await response.json()).code).toBe('not_found');
  }
});

test('an address that nobody can read is a problem too, and logged like every request', async () => {
  const { origin, log } = await serveTestApp([]);
  for (const address of ['http://[::1', '//a@[::1#x']) {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.write(`GET ${address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(head).not.toMatch(/x-powered-by/i);
    const { code, requestId } = problemBody.parse(JSON.parse(body));
    expect(code).toBe('malformed_request');
    expect(log.lines()).toContainEqual(expect.objectContaining({ requestId, status: 400 }));
  }
});

test('figures are by route and never by address', async () => {
  const { origin } = await serveTestApp([hello]);
  for (const name of ['ann', 'bob']) await fetch(`${origin}/api/hello/${name}`);
  await fetch(`${origin}/api/canary-${'x'.repeat(20)}`);
  await asMethod(origin, 'PROPFIND');
  const response = await fetch(`${origin}/metrics`);
  expect(response.headers.get('Content-Type')).toMatch(/^text\/plain/);
  const figures = await response.text();
  const count = (labels: string) => `http_request_duration_seconds_count{${labels}} `;
  expect(figures).toContain(`${count('service="test",method="GET",route="/api/hello/:name",status="204"')}2`);
  expect(figures).toContain(`${count('service="test",method="GET",route="unmatched",status="404"')}1`);
  expect(figures).toContain(`${count('service="test",method="OTHER",route="unmatched",status="404"')}1`);
  expect(figures).not.toContain('canary');
  expect((await fetch(`${origin}/api/metrics`)).status).toBe(404);
});

function named() {
  return z.strictObject({ name: z.string() });
}

function directive(text: string): [string, string] {
  const [name = '', ...values] = text.trim().split(' ');
  return [name, values.join(' ')];
}

function asMethod(origin: string, method: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(`${origin}/api/any`, { method }, (response) => {
      response.resume().on('end', resolve);
    })
      .on('error', reject)
      .end();
  });
}
