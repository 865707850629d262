import { createContext, use, useSyncExternalStore } from 'react';

/** An instant (ms) at which everything below stands still: examples that shall look the same every day. */
export const FixedNow = createContext<number | null>(null);

const listeners = new Set<() => void>();
let stopTicking: () => void = () => undefined;
let isTicking = false;
let second = 0;
/** Whoever asks twice in one task hears the same, also across the end of a second: React takes two answers for a mistake. */
let isHeld = false;
const readSecond = () => Math.floor(Date.now() / 1_000) * 1_000;

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
    second = readSecond();
    if (document.visibilityState === 'visible') for (const listener of listeners) listener();
  };
  [second, isTicking] = [readSecond(), true];
  const timer = setInterval(tick, 1_000);
  document.addEventListener('visibilitychange', tick);
  return () => {
    isTicking = false;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** This second (ms), or the one that stands still here. Do not show it: read it through `useAtNow`. */
export function secondOf(fixed: number | null): number {
  if (fixed !== null) return fixed;
  if (!isTicking && !isHeld) {
    if (Math.abs(Date.now() - second) >= 1_000) second = readSecond();
    isHeld = true;
    setTimeout(() => (isHeld = false));
  }
  return second;
}

/**
 * What something is now. Asked every second, but the component renders again only when the answer is another one: what
 * says minutes renders once a minute.
 */
export function useAtNow<Answer extends string | number | boolean>(read: (now: number) => Answer): Answer {
  const fixed = use(FixedNow);
  const answer = () => read(secondOf(fixed));
  return useSyncExternalStore(subscribe, answer, answer);
}
