import type { PresenceState, PresentPerson } from '#domain/contracts/presence';
import type { RealtimeEvent } from '#domain/contracts/realtime';
import { ticketRoom, type Room } from '#domain/contracts/rooms';
import { queryOptions, skipToken, useQueries, useQuery, type QueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { apiOrigin } from './calls/api-origin.ts';
import { queryKeys } from './query-keys.ts';
import type { ConnectionState } from './realtime/connection.ts';
import { createRealtime } from './realtime/create-realtime.ts';
import { keepCacheLive } from './realtime/keep-cache-live.ts';
import { layWire } from './realtime/wire.ts';

/** The page's one connection, opened by the first component that listens: pages before sign-in need none. */
const realtime = createRealtime(layWire(apiOrigin));

/** Fold all that is pushed into the page's cache, from now on. */
export const foldInto = (client: QueryClient): (() => void) => keepCacheLive(realtime, client, isSeen);

/** Connect anew: instead of when the pause between tries is over, or as whoever is signed in now. */
export const reconnectNow = (): void => realtime.reconnect();

/** Whether changes arrive by themselves now, or not for a moment, or not, so that the page asks every few seconds. */
export const useConnectionState = (): ConnectionState => useSyncExternalStore(onTurn, () => realtime.state());

/** Whether events arrive now. */
export const useIsLive = (): boolean => useConnectionState() === 'connected';

/** Hear every event while the component is there. Only for what is in no cache: all else is folded by `foldEvent`. */
export function useRealtimeEvent(hear: (event: RealtimeEvent) => void): void {
  const onEvent = useEffectEvent(hear);
  useEffect(() => {
    realtime.open();
    return realtime.follow({ heard: onEvent });
  }, []);
}

/** Have the page in these rooms while the component is there, so that what they feed stays up to date. */
export function useRooms(rooms: readonly Room[]): void {
  // By their names: who calls makes a new array at each render.
  const names = rooms.toSorted().join(' ');
  const enterAll = useEffectEvent(() => rooms.map((room) => realtime.enter(room)));
  useEffect(() => {
    realtime.open();
    const leaves = enterAll();
    return () => {
      for (const leave of leaves) leave();
    };
  }, [names]);
}

/**
 * Who is on a ticket, whoever looks at this page included; and be there oneself while the component is, if the page is seen
 * or `state` is `replying`. Enters the ticket's room.
 */
export function usePresence(ticketId: string, state: PresenceState): readonly PresentPerson[] {
  useRooms([ticketRoom(ticketId)]);
  const isThere = useSyncExternalStore(onVisibility, isSeen) || state === 'replying';
  useEffect(() => (isThere ? realtime.present(ticketId, state) : undefined), [ticketId, state, isThere]);
  return useQuery(presenceQuery(ticketId)).data ?? nobody;
}

/** Who is on tickets in sight, by ticket, whoever looks at this page included. Enters no rooms, and is nowhere by it. */
export function useGlances(ticketIds: readonly string[]): ReadonlyMap<string, readonly PresentPerson[]> {
  const isPageSeen = useSyncExternalStore(onVisibility, isSeen);
  // By their names: which are in sight is a new array at each render.
  const names = isPageSeen ? ticketIds.toSorted().join(' ') : '';
  const glance = useEffectEvent(() => realtime.glance(names === '' ? [] : ticketIds));
  useEffect(() => {
    realtime.open();
    return glance();
  }, [names]);
  const known = useQueries({ queries: ticketIds.map(presenceQuery) });
  return new Map(ticketIds.map((ticketId, at) => [ticketId, known[at]?.data ?? nobody]));
}

/** Pushed, never asked for. */
const presenceQuery = (ticketId: string) =>
  queryOptions<readonly PresentPerson[]>({ queryKey: queryKeys.presence(ticketId), queryFn: skipToken });

const nobody: readonly PresentPerson[] = [];

const isSeen = () => document.visibilityState === 'visible';

function onTurn(changed: () => void): () => void {
  realtime.open();
  return realtime.follow({ turned: changed });
}

function onVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
