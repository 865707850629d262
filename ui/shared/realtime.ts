import type { ClientToServerEvents, RealtimeEvent, ServerToClientEvents } from '#domain/contracts/realtime';
import { io, type Socket } from 'socket.io-client';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { apiOrigin } from './calls/api-origin.ts';

/**
 * The page's one socket, opened by the first who listens: pages before sign-in need none.
 * Web socket first: it needs no sticky sessions where several API processes serve.
 */
const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(apiOrigin === '' ? undefined : apiOrigin, {
  path: '/socket.io',
  autoConnect: false,
  transports: ['websocket', 'polling'],
  reconnectionDelayMax: 5_000,
});

function subscribe(changed: () => void): () => void {
  open();
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

/** Connect anew: instead of when the pause between tries is over, or as whoever is signed in now. */
export function reconnectNow(): void {
  if (socket.active) socket.disconnect().connect();
}

function open(): void {
  if (!socket.active) socket.connect();
}

/** Hear every event while the component is there. Events are hints: ask again after each reconnection. */
export function useRealtimeEvent(hear: (event: RealtimeEvent) => void): void {
  const onEvent = useEffectEvent(hear);
  useEffect(() => {
    open();
    socket.on('event', onEvent);
    return () => {
      socket.off('event', onEvent);
    };
  }, []);
}
