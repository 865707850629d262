import { createServer, type Socket } from 'node:net';
import { atEndOfFile } from './at-end-of-file.ts';
import type { ByteMatch } from './byte-matcher.ts';
import {
  type Faults,
  type HoldRule,
  joinThrough,
  type ProxiedConnection,
  type ReplyRule,
} from './fault-proxy-connection.ts';
import { type Hold, type LostReply, openHold, openTrap } from './fault-proxy-rules.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

/** What went through: connections ever accepted, those open now, and the bytes passed on from clients (up) and back (down). */
export interface FaultProxyStats {
  readonly connections: number;
  readonly open: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/**
 * A network that fails on command. Matches are looked for in the plain bytes (Latin-1), so not under TLS; a gRPC method's
 * name is compressed, but the ids in its body are not.
 */
export interface FaultProxy {
  readonly port: number;
  /** `127.0.0.1:port` */
  readonly address: string;
  readonly stats: FaultProxyStats;
  /** Close all connections and refuse new ones, as a server that is down. */
  cut(): Promise<void>;
  /** Let everything pass again after `cut`, `delay` or `halfOpen`; connections that lost bytes are reset. */
  mend(): Promise<void>;
  /** Carry every packet, each way, this many milliseconds later. */
  delay(ms: number): void;
  /** Accept, swallow everything and never answer, as a firewall that lost its state; open connections too. */
  halfOpen(): void;
  /** Reset all connections (RST); new ones pass. */
  resetConnections(): void;
  /**
   * Let a request through and lose its reply, so that it happened and the client never knows. For protocols that answer
   * one request at a time on a connection.
   *
   * @param requests the request that matches, once; or the next n requests, whatever they are
   * @param then the client finds its connection closed (`cut`), or waits in `silence`: bytes of the server never come again
   */
  dropReply(requests: ByteMatch | number, options?: { readonly then?: 'cut' | 'silence' }): LostReply;
  /** Stop the next packet that matches, and all behind it, before it reaches the other side. It is lost if its client dies. */
  holdNext(match: ByteMatch, options?: { readonly from?: 'client' | 'server' }): Hold;
  /** Let the next request that matches through and hold its reply: its effect is there, its client does not know yet. */
  holdReply(match: ByteMatch): Hold;
  close(): Promise<void>;
}

/**
 * Start a proxy on a port of 127.0.0.1 in front of any TCP server. It closes at the end of the test file.
 *
 * @param to `host:port` of the server, which need not run yet
 */
export async function startFaultProxy({ to }: { readonly to: string }): Promise<FaultProxy> {
  const colon = to.lastIndexOf(':');
  const target = { host: to.slice(0, colon), port: Number(to.slice(colon + 1)) };
  const port = await freePort();
  const open = new Set<ProxiedConnection>();
  const count = { connections: 0, bytesUp: 0, bytesDown: 0 };
  const faults: Faults = {
    delayMs: 0,
    isHalfOpen: false,
    holds: new Set(),
    replies: new Set(),
    passed: (from, bytes) => {
      count[from === 'client' ? 'bytesUp' : 'bytesDown'] += bytes;
    },
  };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near: Socket) => {
    count.connections++;
    const connection = joinThrough(near, target, faults, () => {
      open.delete(connection);
    });
    open.add(connection);
  });
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const endAll = (how: 'close' | 'reset', which: (connection: ProxiedConnection) => boolean = () => true) => {
    for (const connection of [...open].filter(which)) connection.end(how);
  };
  const cut = async () => {
    server.close();
    endAll('close');
    await waitUntil('the proxy has closed its connections', () => open.size === 0 && !server.listening);
  };
  await listen();
  atEndOfFile(`fault proxy to ${to}`, cut);

  return {
    port,
    address: `127.0.0.1:${port}`,
    get stats() {
      return { ...count, open: open.size };
    },
    cut,
    async mend() {
      faults.delayMs = 0;
      faults.isHalfOpen = false;
      endAll('reset', (connection) => connection.isMuted());
      if (!server.listening) await listen();
    },
    delay(ms) {
      faults.delayMs = ms;
    },
    halfOpen() {
      faults.isHalfOpen = true;
    },
    resetConnections() {
      endAll('reset');
    },
    dropReply: (requests, { then = 'cut' } = {}) => dropReply(faults, requests, then),
    holdNext: (match, { from = 'client' } = {}) => {
      const { hold, keep } = openHold(`a packet of the ${from}`, () => faults.holds.delete(rule));
      const rule: HoldRule = {
        from,
        trap: openTrap(match),
        spring: () => {
          faults.holds.delete(rule);
          return keep();
        },
      };
      faults.holds.add(rule);
      return hold;
    },
    holdReply: (match) => {
      const { hold, keep } = openHold('a reply', () => faults.replies.delete(rule));
      const rule: ReplyRule = { trap: openTrap(match), requested: () => faults.replies.delete(rule), replied: keep };
      faults.replies.add(rule);
      return hold;
    },
    close: cut,
  };
}

function dropReply(faults: Faults, requests: ByteMatch | number, then: 'cut' | 'silence'): LostReply {
  const wanted = typeof requests === 'number' ? requests : 1;
  let requested = 0;
  let lost = 0;
  const rule: ReplyRule = {
    trap: openTrap(typeof requests === 'number' ? () => true : requests),
    requested: () => {
      if (++requested === wanted) faults.replies.delete(rule);
    },
    replied: () => {
      lost++;
      return Promise.resolve(then);
    },
  };
  faults.replies.add(rule);
  return {
    lost: async (withinMs = 10_000) => {
      await waitUntil(`${wanted} replies are lost`, () => lost >= wanted, { withinMs });
    },
  };
}
