import { randomUUID } from 'node:crypto';
import { createServer, STATUS_CODES, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem } from '#domain/contracts/problem';

/** How often connections that have fallen idle are closed while the server ends. */
const sweepMs = 100;

/** How long one who is hung up on has to read the answer and to go. */
const lingerMs = 1_000;

const slowClients = { headersTimeout: 20_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };

const brokenRequests: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/**
 * An HTTP server with limits on slow clients. Idle connections outlive those of usual balancers (60 s), so that a
 * balancer never writes into one that is just being closed.
 */
export function createHttpServer(
  listener: RequestListener,
  limits: Pick<ServerOptions, keyof typeof slowClients> = slowClients,
): Server {
  const server = createServer({ keepAliveTimeout: 65_000, ...limits }, listener);
  server.on('clientError', answerBrokenRequest);
  return server;
}

/**
 * Listen, and say where.
 *
 * @throws {Error} with code `EADDRINUSE`, `EACCES` and the like
 */
export function listen(server: Server, port: number, host: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? `${address.address}:${String(address.port)}` : String(address));
    });
  });
}

/** Take nothing new, let requests under way finish, close connections as they fall idle. */
export function closeHttpServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, sweepMs);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}

/**
 * Answer on a connection that carries no request any more, and end it: at once if the client goes too, a second later if
 * it does not. Ending our half alone would leave a slow client its connection for as long as it likes.
 */
export function hangUp(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  const body = status === 400 ? JSON.stringify(new Problem('malformed_request').toBody(randomUUID())) : '';
  socket.end(
    [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      ...(body ? ['Content-Type: application/problem+json; charset=utf-8'] : []),
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      '',
      body,
    ].join('\r\n'),
  );
  // Read to the end: bytes left unread would reset the connection, and the client might lose the answer.
  socket.resume();
  const limit = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => {
    clearTimeout(limit);
  });
}

/** What Node could not even read as HTTP. Nothing of it is repeated. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
  else hangUp(socket, brokenRequests[error.code ?? ''] ?? 400);
}
