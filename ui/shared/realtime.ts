import type { ClientToServerEvents, RealtimeEvent, ServerToClientEvents } from '#domain/contracts/realtime';
import { io, type Socket } from 'socket.io-client';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { apiOrigin } from './api-origin.ts';

/** The page's one socket. Web socket first: it needs no sticky sessions where several API processes serve. */
const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(apiOrigin === '' ? undefined : apiOrigin, {
  path: '/socket.io',
  transports: ['websocket', 'polling'],
  reconnectionDelayMax: 5_000,
});

function subscribe(changed: () => void): () => void {
  socket.on('connect', changed);
  socket.on('disconnect', changed);
  return () => {
    socket.off('connect', changed);
    socket.off('disconnect', changed);
  };
}

/** Whether events arrive now. */
export function useIsLive(): boolean {
  return useSyncExternalStore(subscribe, () => socket.connected);
}

/** Hear every event while the component is there. Events are hints: ask again after each reconnection. */
export function useRealtimeEvent(hear: (event: RealtimeEvent) => void): void {
  const onEvent = useEffectEvent(hear);
  useEffect(() => {
    socket.on('event', onEvent);
    return () => {
      socket.off('event', onEvent);
    };
  }, []);
}
