import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';
import { within } from './within.ts';

interface ProbeSettings {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host?: string;
  readonly metrics: Metrics;
  /** Whether the process itself is sound; if not, one sentence says why. */
  readonly live: () => 'ok' | { readonly problem: string };
  /** Whether it can do its work now; rejecting or taking longer than 2 s is a no. */
  readonly ready: () => Promise<boolean>;
}

/**
 * The port on which a process without an API answers `/live`, `/ready` and `/metrics`.
 *
 * @throws {Error} `EADDRINUSE` and the like
 */
export async function startProbeServer(settings: ProbeSettings): Promise<{ port: number; close(): Promise<void> }> {
  const { metrics, live, ready } = settings;

  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (path === '/live') {
      const state = live();
      send(response, state === 'ok' ? 200 : 503, state === 'ok' ? { status: 'ok' } : { status: 'broken', ...state });
    } else if (path === '/ready') {
      const isReady = await within(2_000, 'readiness', ready()).catch(() => false);
      send(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not_ready' });
    } else if (path === '/metrics') {
      response.setHeader('Content-Type', metrics.registry.contentType);
      response.end(await metrics.text());
    } else {
      send(response, 404, { status: 'not_found' });
    }
  }

  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response.setHeader('Allow', 'GET, HEAD'), 405, { status: 'method_not_allowed' });
      return;
    }
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    answer(path, response).catch(() => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port, settings.host, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}
