import { randomUUID } from 'node:crypto';
import type { RealtimeEvent } from '#domain/contracts/realtime';
import type { ListRoom } from '#domain/contracts/rooms';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { queryKeys } from '../query-keys.ts';
import { foldEvent, type LiveCache } from './fold-event.ts';
import { followerOf, liveCacheOf } from './keep-cache-live.ts';

let client: QueryClient;
let cache: LiveCache;
let ticketId: string;
/** What was marked to be asked for anew since it was looked at last. */
let asked: string[];

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  cache = liveCacheOf(client, { random: () => 0 });
  ticketId = randomUUID();
  asked = [];
  const { invalidateQueries } = client;
  vi.spyOn(client, 'invalidateQueries').mockImplementation((...what) => {
    const [{ queryKey, predicate } = {}] = what;
    const marked = client.getQueryCache().findAll({ ...(queryKey && { queryKey }), ...(predicate && { predicate }) });
    asked.push(...marked.map(({ queryKey: [kind, id] }) => (kind === 'tickets' ? `list ${String(id)}` : String(kind))));
    return invalidateQueries.apply(client, what);
  });
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
});

const fold = (event: RealtimeEvent) => {
  foldEvent(cache, event);
  vi.advanceTimersByTime(0);
};
/** What a fold has asked for, after as long as anything waits. */
const askedBy = (...events: RealtimeEvent[]) => {
  asked = [];
  for (const event of events) foldEvent(cache, event);
  vi.advanceTimersByTime(2_000);
  return asked;
};
const show = (revision?: number) => client.setQueryData(queryKeys.ticketView(ticketId), { revision });
const showList = (...rooms: ListRoom[]) => client.setQueryData(queryKeys.list(rooms, {}), []);
const changed = (revision: number): RealtimeEvent => ({ type: 'ticket.changed', ticketId, revision, seq: revision });
const listed = (revision: number, ...lists: ListRoom[]): RealtimeEvent => ({
  ...{ type: 'list.changed', lists, ticketId, revision },
});
const stamp = (room: ListRoom | 'ticket', revision: number, engine = 0, isCut = false): RealtimeEvent => ({
  ...{ type: 'stamp', isCut, room: room === 'ticket' ? `ticket:${ticketId}` : room },
  tickets: [{ ticketId, revision, seq: revision, engine, kin: 0 }],
});

describe('a ticket that changed', () => {
  test('is asked for anew with all that hangs on it, once, and not if the page shows as much', () => {
    show(3);
    client.setQueryData(queryKeys.thread(ticketId), []);
    client.setQueryData(queryKeys.ticketView(randomUUID()), { revision: 1 });
    expect(askedBy(changed(3), changed(2))).toEqual([]);
    expect(askedBy(changed(5), changed(4), changed(5))).toEqual(['ticket', 'ticket']);
    expect(askedBy(changed(5))).toEqual([]);
  });

  test('a page that shows none of its revision goes by what it has heard', () => {
    show();
    expect(askedBy(changed(2))).toEqual(['ticket']);
    expect(askedBy(changed(2), stamp('ticket', 2))).toEqual([]);
    expect(askedBy(stamp('ticket', 3))).toEqual(['ticket']);
  });
});

describe('lists', () => {
  test('of the rooms that are named are asked for anew, others not', () => {
    showList('team:a');
    showList('team:b', 'team:none');
    showList('assignee:me');
    expect(askedBy(listed(2, 'team:a', 'team:none'))).toEqual(['list team:a', 'list team:b,team:none']);
    expect(askedBy(listed(2, 'team:a'))).toEqual([]);
    expect(askedBy(listed(3, 'all'))).toEqual([]);
  });

  test('are asked for at once, and then once a second, however much happens', () => {
    showList('all');
    fold(listed(1, 'all'));
    expect(asked).toHaveLength(1);
    for (let revision = 2; revision < 50; revision++) fold(listed(revision, 'all'));
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(2);
    vi.advanceTimersByTime(10_000);
    expect(asked).toHaveLength(2);
  });
});

describe('a stamp', () => {
  test('of a ticket asks anew whenever the page shows an older one, again and again until it does not', () => {
    show(2);
    expect(askedBy(stamp('ticket', 2))).toEqual([]);
    expect(askedBy(stamp('ticket', 3))).toEqual(['ticket']);
    expect(askedBy(stamp('ticket', 3))).toEqual(['ticket']);
    show(3);
    expect(askedBy(stamp('ticket', 3))).toEqual([]);
  });

  test('does not disturb a question that is under way', () => {
    show(2);
    const queryFn = () => new Promise(() => undefined);
    client.query({ queryKey: queryKeys.ticketView(ticketId), queryFn }).catch(() => undefined);
    expect(askedBy(stamp('ticket', 3))).toEqual([]);
  });

  test('tells that the ticket’s workflow has moved, which no revision tells', () => {
    show(2);
    expect(askedBy(stamp('ticket', 2, 4))).toEqual([]);
    expect(askedBy(stamp('ticket', 2, 5))).toEqual(['ticket']);
    expect(askedBy(stamp('ticket', 2, 5))).toEqual([]);
  });

  test('tells that something happened on a ticket that this one was merged with', () => {
    show(2);
    const related = (kin: number): RealtimeEvent => ({
      ...{ type: 'stamp', room: `ticket:${ticketId}`, isCut: false },
      tickets: [{ ticketId, revision: 2, seq: 2, engine: 4, kin }],
    });
    expect(askedBy(related(7))).toEqual([]);
    expect(askedBy(related(8))).toEqual(['ticket']);
    expect(askedBy(related(8))).toEqual([]);
  });

  test('of a list asks for what was not heard of there, and for all if there is too much to name', () => {
    showList('team:a');
    askedBy(listed(2, 'team:a'));
    expect(askedBy(stamp('team:a', 2))).toEqual([]);
    expect(askedBy(stamp('team:a', 3))).toEqual(['list team:a']);
    expect(askedBy(stamp('team:a', 3))).toEqual([]);
    expect(askedBy(stamp('team:a', 3, 0, true))).toEqual(['list team:a']);
  });

  test('what was heard in one room says nothing about another', () => {
    showList('team:a');
    showList('team:b');
    askedBy(listed(2, 'team:a'), changed(2));
    expect(askedBy(stamp('team:b', 2))).toEqual(['list team:b']);
  });
});

describe('presence, notices and closed rooms', () => {
  const people = [{ staffId: randomUUID(), name: 'Ada', state: 'viewing', since: '2026-01-05T08:00:00.000Z' }] as const;

  test('presence is what was pushed last, and nobody once the connection is lost', () => {
    fold({ type: 'presence.changed', ticketId, people: [...people] });
    expect(client.getQueryData(queryKeys.presence(ticketId))).toEqual(people);
    followerOf(cache).turned?.('reconnecting');
    expect(client.getQueryData(queryKeys.presence(ticketId))).toEqual([]);
  });

  test('a new notice has the notices asked for anew', () => {
    client.setQueryData(queryKeys.notices, []);
    expect(askedBy({ type: 'notice.added', noticeId: randomUUID(), ticketId })).toEqual(['notices']);
  });

  test('what the page was put out of is asked for anew, which tells why', () => {
    show(2);
    showList('team:a');
    fold({ type: 'presence.changed', ticketId, people: [...people] });
    expect(askedBy({ type: 'room.closed', room: `ticket:${ticketId}` })).toEqual(['ticket']);
    expect(client.getQueryData(queryKeys.presence(ticketId))).toEqual([]);
    expect(askedBy({ type: 'room.closed', room: 'team:a' })).toEqual(['list team:a']);
  });

  test('what no page need do anything about changes nothing', () => {
    const problem = {
      type: '/problems/x',
      title: 'x',
      status: 429,
      code: 'too_many_requests',
      requestId: 'x',
    } as const;
    expect(askedBy({ type: 'refused', problem })).toEqual([]);
  });
});

describe('let into a room', () => {
  const entered = (room: ListRoom | 'ticket', revision: number | null, isAgain: boolean) => {
    asked = [];
    const at = revision === null ? null : { ticketId, revision, seq: revision, engine: 0, kin: 0 };
    followerOf(cache).entered?.(room === 'ticket' ? `ticket:${ticketId}` : room, at, isAgain);
    vi.advanceTimersByTime(2_000);
    return asked;
  };

  test('for the first time, a page asks only for what is older than the server says', () => {
    show(2);
    showList('all');
    expect(entered('ticket', 2, false)).toEqual([]);
    expect(entered('all', null, false)).toEqual([]);
    expect(entered('ticket', 3, false)).toEqual(['ticket']);
  });

  test('again, it asks for all: it may have missed anything', () => {
    show(2);
    showList('all');
    expect(entered('ticket', 2, true)).toEqual(['ticket']);
    expect(entered('all', null, true)).toEqual(['list all']);
  });
});
