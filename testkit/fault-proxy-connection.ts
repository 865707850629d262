import { connect, type Socket } from 'node:net';
import { openLane, type Verdict } from './fault-proxy-lane.ts';
import type { Trap } from './fault-proxy-rules.ts';

/** Who sends: the client (up, to the server) or the server (down). */
export type Side = 'client' | 'server';

/** A packet that is to wait: the first one that springs the trap. */
export interface HoldRule {
  readonly from: Side;
  readonly trap: Trap;
  readonly spring: () => Promise<Verdict>;
}

/** What happens to the reply of a request that springs the trap. */
export interface ReplyRule {
  readonly trap: Trap;
  /** Called when the request passes. */
  readonly requested: () => void;
  /** Called when the reply comes; `cut` loses it and closes the connection, `silence` loses it and all that follows. */
  readonly replied: () => Promise<Verdict | 'cut' | 'silence'>;
}

/** The faults of a proxy, which all its connections obey at once. */
export interface Faults {
  delayMs: number;
  /** Swallow everything, answer nothing. */
  isHalfOpen: boolean;
  readonly holds: Set<HoldRule>;
  readonly replies: Set<ReplyRule>;
  passed(from: Side, bytes: number): void;
}

/** A client's connection and the one the proxy opened for it. */
export interface ProxiedConnection {
  /** Whether bytes of it were swallowed, so that it can never go on. */
  isMuted(): boolean;
  /** Close both ends: orderly, or as a crashed machine does (RST). */
  end(how: 'close' | 'reset'): void;
}

/** Join a client to the server, by way of the faults. */
export function joinThrough(
  near: Socket,
  to: { host: string; port: number },
  faults: Faults,
  gone: () => void,
): ProxiedConnection {
  const far = connect({ ...to, allowHalfOpen: true, noDelay: true });
  const connection = {};
  let muted = false;
  /** The client went while a packet of it was held: nothing that it wrote behind that one may arrive either. */
  let isCutOff = false;
  let awaited: ReplyRule | undefined;
  let tellClosed: () => void = () => undefined;
  const closed = new Promise<'closed'>((resolve) => {
    tellClosed = () => {
      resolve('closed');
    };
  });

  const end = (how: 'close' | 'reset') => {
    tellClosed();
    if (how === 'reset') near.resetAndDestroy();
    else near.destroy();
    far.destroy();
  };

  const inspect = async (from: Side, chunk: Buffer): Promise<Verdict> => {
    muted ||= faults.isHalfOpen;
    if (muted || (isCutOff && from === 'client')) return 'lose';
    const rule = [...faults.holds].find((hold) => hold.from === from && hold.trap.matches(connection, chunk));
    const fate = rule === undefined ? 'pass' : await Promise.race([rule.spring(), closed]);
    if (fate === 'closed') isCutOff = true;
    if (fate !== 'pass') return 'lose';
    return from === 'client' ? watchRequest(chunk) : judgeReply();
  };

  const watchRequest = (chunk: Buffer): Verdict => {
    const rule = [...faults.replies].find((reply) => reply.trap.matches(connection, chunk));
    rule?.requested();
    awaited = rule ?? awaited;
    return 'pass';
  };

  const judgeReply = async (): Promise<Verdict> => {
    const verdict = await Promise.race([awaited?.replied() ?? 'pass', closed]);
    awaited = undefined;
    if (verdict === 'silence') muted = true;
    if (verdict === 'cut') end('close');
    return verdict === 'pass' ? 'pass' : 'lose';
  };

  const lane = (from: Side) => ({
    delayMs: () => faults.delayMs,
    inspect: (chunk: Buffer) => inspect(from, chunk),
    passesEnd: () => !muted && !faults.isHalfOpen,
    passed: (bytes: number) => {
      faults.passed(from, bytes);
    },
  });
  const sentUp = openLane(near, far, lane('client'));
  const sentDown = openLane(far, near, lane('server'));
  near.on('error', () => undefined);
  near.on('end', tellClosed); // a client that was killed looks like one that says it is done
  far.on('error', () => undefined);
  near.on('close', () => {
    tellClosed();
    gone();
    void sentUp().then(() => {
      far.destroySoon();
    });
  });
  far.on('close', () => {
    if (muted || faults.isHalfOpen) return;
    void sentDown().then(() => {
      near.destroySoon();
    });
  });
  return { isMuted: () => muted, end };
}
