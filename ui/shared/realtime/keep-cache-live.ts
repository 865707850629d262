import { isList, ticketOf, type ListRoom } from '#domain/contracts/rooms';
import type { QueryClient } from '@tanstack/react-query';
import { isListOf, isLive, queryKeys } from '../query-keys.ts';
import type { Follower, Realtime } from './create-realtime.ts';
import { doSoon } from './do-soon.ts';
import { foldEvent, isBehind, type LiveCache } from './fold-event.ts';
import { rememberRevisions } from './heard-revisions.ts';

/** How often a page asks that hears nothing, and how soon one asks again whose question failed; milliseconds. */
const everyMs = 5_000;

/**
 * Keep what the page knows up to date with what comes over its connection, until the returned function is called.
 *
 * @param isSeen whether anybody sees the page; one that nobody sees asks for nothing by itself
 */
export function keepCacheLive(realtime: Realtime, client: QueryClient, isSeen: () => boolean): () => void {
  const cache = liveCacheOf(client);
  const unfollow = realtime.follow(followerOf(cache));
  const clock = setInterval(() => {
    if (!isSeen()) return;
    if (realtime.state() === 'polling') askAll(client);
    else askAgain(client);
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
        if (isAgain) cache.refetchLists(room);
        return;
      }
      const ticketId = ticketOf(room) ?? '';
      if (stamp ? isBehind(cache, stamp) || isAgain : isAgain) cache.refetchTicket(ticketId);
    },
    turned(state) {
      if (state === 'connected') void client.invalidateQueries({ queryKey: queryKeys.notices });
      // Nobody knows now who is there.
      else client.setQueriesData({ queryKey: queryKeys.allPresence }, []);
      if (state === 'polling') askAll(client);
    },
  };
}

/** A page's cache, with what is to be remembered beside it. */
export function liveCacheOf(client: QueryClient, random?: () => number): LiveCache {
  const how = random === undefined ? {} : { random };
  const ticketsSoon = doSoon({ withinMs: 50, apartMs: 500, ...how });
  const listsSoon = doSoon({ withinMs: 250, apartMs: 1_000, ...how });
  return {
    client,
    heard: rememberRevisions(),
    engines: new Map(),
    refetchTicket(ticketId) {
      ticketsSoon(ticketId, () => void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) }));
    },
    refetchLists(list: ListRoom) {
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => isListOf(queryKey, list);
      listsSoon(list, () => void client.invalidateQueries({ predicate }));
    },
  };
}

function askAll(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => isLive(queryKey) });
}

/** Ask again what was asked in vain and is shown as it was before. */
function askAgain(client: QueryClient): void {
  void client.refetchQueries({
    type: 'active',
    predicate: ({ queryKey, state }) =>
      isLive(queryKey) && state.isInvalidated && state.data !== undefined && state.fetchStatus === 'idle',
  });
}
