import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignedIn } from '../auth/read-actor.ts';
import { usualPace } from './attach-realtime.ts';
import type { RealtimeServer } from './realtime-server.ts';
import { recheckSockets } from './recheck-sockets.ts';

// The clock of the test does not reach it.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, _: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      setTimeout(resolve, ms);
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    }),
}));

const actor: StaffActor = {
  ...{ kind: 'staff', id: 'c7b2bfe6-49ca-40ec-8eb3-34b15610c2b5', permissions: [], teamIds: [] },
};
const ada: SignedIn = { actor, sessionId: 'a session' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Sockets with these cookies, and who asks for them. */
function watch(cookies: readonly string[]) {
  const sockets = cookies.map((cookie) => ({
    ...{ request: { headers: { cookie } }, data: { who: { kind: 'somebody', ...ada }, rooms: new Set() } },
    ...{ join: vi.fn(), disconnect: vi.fn() },
  }));
  const io = { of: () => ({ sockets: new Map(sockets.map((socket, id) => [String(id), socket])) }) };
  const read = vi.fn<() => Promise<SignedIn>>(() => Promise.resolve(ada));
  const recheck = recheckSockets({
    ...{ io: io as unknown as RealtimeServer, read, rooms: { close: vi.fn() }, everyMs: usualPace.recheckMs },
  });
  return { sockets, read, recheck };
}

test('whether people are still signed in is asked every 4 s, once for all sockets of a session', async () => {
  const { sockets, read, recheck } = watch(['one', 'one', 'other']);
  for (let rounds = 1; rounds <= 3; rounds += 1) {
    await vi.advanceTimersByTimeAsync(4_000);
    expect(read).toHaveBeenCalledTimes(2 * rounds);
  }
  for (const { disconnect } of sockets) expect(disconnect).not.toHaveBeenCalled();
  await recheck.stop();
});

test('whose session has ended is out within 5 s of it, on all sockets, at whatever moment it was', async () => {
  for (const at of [0, 1, 1_999, 3_999, 4_001]) {
    const { sockets, read, recheck } = watch(['one', 'one']);
    await vi.advanceTimersByTimeAsync(at);
    read.mockRejectedValue(new Problem('unauthenticated'));
    await vi.advanceTimersByTimeAsync(5_000);
    for (const { disconnect } of sockets) expect(disconnect).toHaveBeenCalledWith(true);
    await recheck.stop();
  }
});

test('a database that gives no answer signs nobody out', async () => {
  const { sockets, read, recheck } = watch(['one']);
  read.mockRejectedValue(new Error('away'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(15);
  expect(sockets[0]?.disconnect).not.toHaveBeenCalled();
  await recheck.stop();
});
