import { isList, ticketOf, type ListRoom } from '#domain/contracts/rooms';
import type { QueryClient } from '@tanstack/react-query';
import { isListOf, isLive, queryKeys } from '../query-keys.ts';
import type { Follower, Realtime } from './create-realtime.ts';
import { doSoon } from './do-soon.ts';
import { foldEvent, isBehind, type LiveCache, type WhyAsked } from './fold-event.ts';
import { rememberRevisions } from './heard-revisions.ts';

/** How often a page asks that hears nothing, and how soon one asks again whose question failed; milliseconds. */
const everyMs = 5_000;

/**
 * Keep what the page knows up to date with what comes over its connection, until the returned function is called.
 *
 * @param isSeen whether anybody sees the page; one that nobody sees asks for nothing by itself
 * @param asks hears each time why it asks
 */
export function keepCacheLive(
  realtime: Realtime,
  client: QueryClient,
  isSeen: () => boolean,
  asks: (why: WhyAsked) => void = () => undefined,
): () => void {
  const cache = liveCacheOf(client, { asks });
  const unfollow = realtime.follow(followerOf(cache));
  const clock = setInterval(() => {
    if (!isSeen()) return;
    if (realtime.state() === 'polling') cache.refetchAll();
    else askAgain(client, asks);
  }, everyMs);
  return () => {
    unfollow();
    clearInterval(clock);
  };
}

/** The follower that folds all of it. */
export function followerOf(cache: LiveCache): Follower {
  const { client } = cache;
  return {
    heard: (event) => foldEvent(cache, event),
    entered(room, stamp, isAgain) {
      if (isList(room)) {
        // The first stamp tells what changed just before; after an interruption that may not be all.
        if (isAgain) cache.refetchLists(room, 'entered');
        return;
      }
      const ticketId = ticketOf(room) ?? '';
      if (stamp ? isBehind(cache, stamp) || isAgain : isAgain) cache.refetchTicket(ticketId, 'entered');
    },
    turned(state) {
      if (state === 'connected') void client.invalidateQueries({ queryKey: queryKeys.notices });
      // Nobody knows now who is there.
      else client.setQueriesData({ queryKey: queryKeys.allPresence }, []);
      if (state === 'polling') cache.refetchAll();
    },
  };
}

interface CacheOptions {
  readonly asks?: (why: WhyAsked) => void;
  /** For tests: from 0 to 1. */
  readonly random?: () => number;
}

/** A page's cache, with what is to be remembered beside it. */
export function liveCacheOf(client: QueryClient, { asks = () => undefined, ...how }: CacheOptions = {}): LiveCache {
  const ticketsSoon = doSoon({ withinMs: 50, apartMs: 500, ...how });
  const listsSoon = doSoon({ withinMs: 250, apartMs: 1_000, ...how });
  return {
    client,
    heard: rememberRevisions(),
    beside: new Map(),
    refetchTicket(ticketId, why) {
      ticketsSoon(ticketId, () => {
        asks(why);
        void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
      });
    },
    refetchLists(list: ListRoom, why) {
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isListOf(queryKey, list);
      listsSoon(list, () => {
        asks(why);
        void client.invalidateQueries({ predicate });
      });
    },
    refetchAll() {
      asks('polling');
      void client.invalidateQueries({ predicate: ({ queryKey }) => isLive(queryKey) });
    },
  };
}

/** Ask again what was asked in vain and is shown as it was before. */
function askAgain(client: QueryClient, asks: (why: WhyAsked) => void): void {
  const inVain = client
    .getQueryCache()
    .findAll({ type: 'active' })
    .filter(
      ({ queryKey, state }) =>
        isLive(queryKey) && state.isInvalidated && state.data !== undefined && state.fetchStatus === 'idle',
    );
  if (inVain.length === 0) return;
  asks('failed');
  void client.refetchQueries({ type: 'active', predicate: (query) => inVain.includes(query) });
}
