import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** How often connections that have fallen idle are closed while the server ends. */
const sweepMs = 100;

const brokenRequests: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/**
 * An HTTP server with limits on slow clients. Idle connections outlive those of usual balancers (60 s), so that a
 * balancer never writes into one that is just being closed.
 */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    { headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 },
    listener,
  );
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

/** What Node could not even read as HTTP. Nothing of it is repeated. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = brokenRequests[error.code ?? ''] ?? 400;
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
