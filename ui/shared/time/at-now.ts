import { createContext, use, useSyncExternalStore } from 'react';

/** An instant (ms) at which everything below stands still: examples that shall look the same every day. */
export const FixedNow = createContext<number | null>(null);

const listeners = new Set<() => void>();
let stopTicking: () => void = () => undefined;

/** One timer for the whole page, and none while nobody listens or looks. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) stopTicking = startTicking();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stopTicking();
  };
}

function startTicking(): () => void {
  const tick = () => {
    if (document.visibilityState === 'visible') for (const listener of listeners) listener();
  };
  const timer = setInterval(tick, 1_000);
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** This second (ms), or the one that stands still here. Do not show it: read it through `useAtNow`. */
export const secondOf = (fixed: number | null) => fixed ?? Math.floor(Date.now() / 1_000) * 1_000;

/**
 * What something is now. Asked every second, but the component renders again only when the answer is another one: what
 * says minutes renders once a minute.
 */
export function useAtNow<Answer extends string | number | boolean>(read: (now: number) => Answer): Answer {
  const fixed = use(FixedNow);
  const answer = () => read(secondOf(fixed));
  return useSyncExternalStore(subscribe, answer, answer);
}
