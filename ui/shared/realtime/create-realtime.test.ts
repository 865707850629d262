import { randomUUID } from 'node:crypto';
import type { RealtimeEvent } from '#domain/contracts/realtime';
import type { Room } from '#domain/contracts/rooms';
import type { SocketAnswer, SocketAsk } from '#domain/contracts/socket-ask';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConnectionState } from './connection.ts';
import { createRealtime, type Realtime } from './create-realtime.ts';
import type { WireEnd } from './wire.ts';

type Code = Extract<SocketAnswer, { ok: false }>['problem']['code'];

const ok: SocketAnswer = { ok: true, status: 200, reply: { stamp: null } };
const no = (code: Code): SocketAnswer => ({
  ok: false,
  problem: { type: `/problems/${code}`, title: code, status: 400, code, requestId: 'a-request' },
});

let end: WireEnd;
let isUp: boolean;
let asked: SocketAsk[];
let reopened: number;
let answer: (ask: SocketAsk) => SocketAnswer | Promise<SocketAnswer>;
let realtime: Realtime;
let states: ConnectionState[];
let entered: [Room, boolean][];

beforeEach(() => {
  vi.useFakeTimers();
  [isUp, asked, reopened, states, entered] = [false, [], 0, [], []];
  answer = () => ok;
  realtime = createRealtime({
    isUp: () => isUp,
    open: () => undefined,
    listen(one) {
      end = one;
    },
    async ask(ask) {
      asked.push(ask);
      return answer(ask);
    },
    reopen() {
      reopened += 1;
    },
  });
  realtime.open();
  realtime.follow({
    turned: (state) => states.push(state),
    entered: (room, _stamp, isAgain) => entered.push([room, isAgain]),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const up = () => {
  isUp = true;
  end.up();
  return pass(0);
};
const down = () => {
  isUp = false;
  end.down();
  return pass(0);
};
/** What was asked since it was looked at last, in short. */
const said = () =>
  asked.splice(0).map((ask) => (ask.type === 'presence' ? ask.state : `${ask.type} ${'room' in ask ? ask.room : ''}`));

describe('rooms', () => {
  test('are asked for once, whoever wants them, and left when nobody has wanted them for a moment', async () => {
    await up();
    const leaves = [realtime.enter('all'), realtime.enter('all')];
    await pass(0);
    expect(said()).toEqual(['join all']);
    leaves[0]!();
    leaves[0]!();
    await pass(5_000);
    expect(said()).toEqual([]);
    leaves[1]!();
    const again = realtime.enter('all');
    await pass(5_000);
    expect(said()).toEqual([]);
    again();
    await pass(5_000);
    expect(said()).toEqual(['leave all']);
  });

  test('wanted while the connection is away are entered when it is there, and all of them again each time', async () => {
    realtime.enter('all');
    realtime.enter('team:none');
    await pass(0);
    expect(said()).toEqual([]);
    await up();
    expect(said()).toEqual(['join all', 'join team:none']);
    await down();
    await up();
    expect(said()).toEqual(['join all', 'join team:none']);
    expect(entered).toEqual([
      ...[false, true].flatMap((isAgain) => [
        ['all', isAgain],
        ['team:none', isAgain],
      ]),
    ]);
  });

  test('that are refused are asked for again now and then, or when somebody wants them anew', async () => {
    answer = () => no('not_found');
    await up();
    realtime.enter('all');
    await pass(7_900);
    expect(said()).toEqual(['join all']);
    expect(realtime.state()).toBe('connected');
    realtime.enter('all');
    await pass(0);
    expect(said()).toEqual(['join all']);
    await pass(60_000);
    const times = said().length;
    expect(times).toBeGreaterThanOrEqual(5);
    expect(times).toBeLessThanOrEqual(8);
    expect(states).not.toContain('polling');
  });

  test('out of which the page was put are entered again once it may be there, and it learns what it missed', async () => {
    await up();
    realtime.enter('all');
    await pass(0);
    answer = () => no('not_found');
    end.event({ type: 'room.closed', room: 'all' });
    await pass(15_000);
    answer = () => ok;
    await pass(10_000);
    expect(entered).toEqual([
      ['all', false],
      ['all', true],
    ]);
    said();
    await pass(60_000);
    expect(said()).toEqual([]);
  });

  test('of which the server could not say are asked for again until it can', async () => {
    answer = () => no('store_unavailable');
    await up();
    realtime.enter('all');
    await pass(4_500);
    expect(said().length).toBeGreaterThan(1);
    answer = () => Promise.reject(new Error('no answer'));
    await pass(4_500);
    expect(realtime.state()).toBe('polling');
    answer = () => ok;
    await pass(4_500);
    expect(entered).toEqual([['all', false]]);
    expect(realtime.state()).toBe('connected');
    said();
    await pass(60_000);
    expect(said()).toEqual([]);
  });

  test('an answer that belongs to an earlier connection counts for nothing', async () => {
    let late: (answer: SocketAnswer) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        late = resolve;
      });
    await up();
    realtime.enter('all');
    await pass(0);
    await down();
    answer = () => no('not_found');
    await up();
    late(ok);
    await pass(0);
    expect(entered).toEqual([]);
  });

  test('a server that knows nobody has the page connect anew, now and then', async () => {
    answer = () => no('unauthenticated');
    await up();
    realtime.enter('all');
    realtime.enter('team:none');
    await pass(4_000);
    expect(reopened).toBe(0);
    await pass(2_000);
    expect(reopened).toBe(1);
  });
});

describe('the state', () => {
  test('is connected at once, reconnecting for a moment, polling after it', async () => {
    expect(realtime.state()).toBe('reconnecting');
    await up();
    await down();
    await pass(3_900);
    expect(realtime.state()).toBe('reconnecting');
    await pass(200);
    expect(realtime.state()).toBe('polling');
    await up();
    expect(states).toEqual(['connected', 'reconnecting', 'polling', 'connected']);
  });

  test('a page that never connects polls', async () => {
    await pass(4_100);
    expect(realtime.state()).toBe('polling');
  });

  test('a short interruption is never polling', async () => {
    await up();
    for (let time = 0; time < 5; time++) {
      await down();
      await pass(2_000);
      await up();
      await pass(10_000);
    }
    expect(states).not.toContain('polling');
  });
});

describe('presence', () => {
  const ticketId = randomUUID();
  const room = `ticket:${ticketId}` as const;

  test('is told once the page is in the room, and again after each interruption', async () => {
    realtime.present(ticketId, 'viewing');
    realtime.enter(room);
    await pass(0);
    expect(said()).toEqual([]);
    await up();
    expect(said()).toEqual([`join ${room}`, 'viewing']);
    await down();
    await up();
    expect(said()).toEqual([`join ${room}`, 'viewing']);
  });

  test('of several parts of a page the busiest counts, and what follows at once makes no gap', async () => {
    await up();
    realtime.enter(room);
    const endViewing = realtime.present(ticketId, 'viewing');
    await pass(0);
    said();
    const endReplying = realtime.present(ticketId, 'replying');
    await pass(0);
    expect(said()).toEqual(['replying']);
    endReplying();
    await pass(0);
    expect(said()).toEqual(['viewing']);
    endViewing();
    const endAgain = realtime.present(ticketId, 'viewing');
    await pass(0);
    expect(said()).toEqual([]);
    endAgain();
    await pass(0);
    expect(said()).toEqual(['away']);
  });

  test('that was not heard is told again', async () => {
    await up();
    realtime.enter(room);
    await pass(0);
    said();
    answer = () => Promise.reject(new Error('no answer'));
    realtime.present(ticketId, 'viewing');
    await pass(3_500);
    answer = () => ok;
    await pass(10_000);
    expect(said()).toEqual(['viewing', 'viewing', 'viewing']);
  });
});

describe('glances', () => {
  const glances = () => {
    const told = asked.flatMap((ask) => (ask.type === 'glance' ? [ask.ticketIds] : []));
    asked = [];
    return told;
  };

  test('are told when whoever scrolls has come to a rest, all of them, and again after each interruption', async () => {
    await up();
    const ends = [realtime.glance(['b', 'a'])];
    ends.push(realtime.glance(['c', 'a']));
    await pass(150);
    expect(glances()).toEqual([]);
    await pass(100);
    expect(glances()).toEqual([['a', 'b', 'c']]);
    await down();
    await up();
    await pass(300);
    expect(glances()).toEqual([['a', 'b', 'c']]);
    for (const endIt of ends) endIt();
    await pass(300);
    expect(glances()).toEqual([[]]);
  });

  test('that were not heard are told again; the same tickets are not', async () => {
    await up();
    answer = () => Promise.reject(new Error('no answer'));
    const endIt = realtime.glance(['a']);
    await pass(3_300);
    answer = () => ok;
    await pass(10_000);
    expect(glances()).toEqual([['a'], ['a'], ['a']]);
    realtime.glance(['a']);
    endIt();
    await pass(1_000);
    expect(glances()).toEqual([]);
  });
});

test('who follows hears everything that is pushed, until they stop', async () => {
  const heard: RealtimeEvent[] = [];
  const stop = realtime.follow({ heard: (event) => heard.push(event) });
  const event: RealtimeEvent = { type: 'room.closed', room: 'all' };
  end.event(event);
  stop();
  end.event(event);
  expect(heard).toEqual([event]);
});
