import { EventEmitter, once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { problemBody } from '#domain/contracts/problem';
import { expect, test } from 'vitest';
import { closeHttpServer, createHttpServer, listen } from './http-server.ts';

/** Send bytes as they are and read all that comes back. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    socket
      .on('data', (data) => (answer += String(data)))
      .on('end', () => resolve(answer))
      .on('error', reject);
  });
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

test('what is no HTTP gets a short refusal and is hung up on', async () => {
  const server = createHttpServer((_request, response) => response.end('ok'));
  await listen(server, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const refusal = await exchange(port, 'blah\r\n\r\n');
  expect(refusal).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(problemBody.parse(JSON.parse(refusal.split('\r\n\r\n')[1] ?? '')).code).toBe('malformed_request');
  expect(await exchange(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
  const ambiguous = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  expect(await exchange(port, ambiguous)).toMatch(/^HTTP\/1\.1 400 /);
  await closeHttpServer(server);
});

test('a client that takes for ever to ask, and never reads, is gone soon after its time', async () => {
  const server = createHttpServer(() => undefined, { headersTimeout: 100, connectionsCheckingInterval: 50 });
  await listen(server, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nX: ');
  const drip = setInterval(() => socket.write('a'), 20);
  try {
    await once(server, 'connection');
    await expect.poll(() => connectionsOf(server)).toBe(0);
  } finally {
    clearInterval(drip);
    socket.destroy();
  }
  await closeHttpServer(server);
});

test('closing lets a request under way finish, although its connection would stay open', async () => {
  const arrivals = new EventEmitter();
  const server = createHttpServer((_request, response) => arrivals.emit('request', response));
  await listen(server, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const arrived = once(arrivals, 'request') as Promise<[ServerResponse]>;
  const answer = fetch(`http://127.0.0.1:${String(port)}/`);
  const [response] = await arrived;
  const closed = closeHttpServer(server);
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
  response.end('done');
  expect(await (await answer).text()).toBe('done');
  await closed;
});

test('a port in use is an error the process can explain', async () => {
  const first = createHttpServer(() => undefined);
  await listen(first, 0, '127.0.0.1');
  const { port } = first.address() as AddressInfo;
  const second = createHttpServer(() => undefined);
  await expect(listen(second, port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  await closeHttpServer(first);
});
