import { type ByteMatch, matchStream } from './byte-matcher.ts';
import type { Verdict } from './fault-proxy-lane.ts';
import { waitUntil } from './wait-until.ts';

/** A packet held by a fault proxy; everything behind it in its direction waits too. */
export interface Hold {
  /** Wait until a packet is held. @throws {Error} when none is within the limit (10 s). */
  held(withinMs?: number): Promise<void>;
  /** Let it go on its way. Before anything is held: take the trap away. */
  release(): void;
  /** Lose it, as a network does, and let what follows pass. */
  drop(): void;
}

/** Replies a fault proxy was told to lose. */
export interface LostReply {
  /** Wait until all of them are lost. @throws {Error} when they are not within the limit (10 s). */
  lost(withinMs?: number): Promise<void>;
}

/** A trap that is sprung by one packet: asked for each packet, per connection. */
export interface Trap {
  matches(connection: object, chunk: Buffer): boolean;
}

/** A trap for packets that match; every connection is a stream of its own. */
export function openTrap(match: ByteMatch): Trap {
  const streams = new WeakMap<object, (chunk: Buffer) => boolean>();
  return {
    matches(connection, chunk) {
      const matches = streams.get(connection) ?? matchStream(match);
      streams.set(connection, matches);
      return matches(chunk);
    },
  };
}

/** The two ends of a hold: the test's, and the proxy's, which brings the packet and awaits its fate. */
export function openHold(what: string, disarm: () => void): { hold: Hold; keep: () => Promise<Verdict> } {
  let isHolding = false;
  let decide: (verdict: Verdict) => void = () => undefined;
  const fate = new Promise<Verdict>((resolve) => (decide = resolve));
  const end = (verdict: Verdict) => {
    disarm();
    decide(verdict);
  };
  const hold: Hold = {
    held: async (withinMs = 10_000) => {
      await waitUntil(`the proxy holds ${what}`, () => isHolding, { withinMs });
    },
    release: () => {
      end('pass');
    },
    drop: () => {
      end('lose');
    },
  };
  const keep = () => {
    isHolding = true;
    return fate;
  };
  return { hold, keep };
}
