import type { Windows } from './windows.ts';

/** Whoever uses a million addresses is not stopped by remembering them; the memory of the process is. */
const mostKeys = 50_000;

/** Count in this process alone: what there is while Redis is away, and enough for one process. Keeps the newest 50,000 keys. */
export function windowsInMemory(now: () => number = Date.now): Windows {
  const tries = new Map<string, Map<string, number>>();
  return {
    take({ key, id, most, windowMs }) {
      const at = now();
      const kept = new Map([...(tries.get(key) ?? [])].filter(([, takenAt]) => takenAt > at - windowMs));
      const [oldest] = kept.values();
      const isFull = kept.size >= most && oldest !== undefined;
      if (!isFull) kept.set(id, at);
      // Anew, so that the map stays in the order of use.
      tries.delete(key);
      tries.set(key, kept);
      for (const [longAgo] of tries) {
        if (tries.size <= mostKeys) break;
        tries.delete(longAgo);
      }
      return Promise.resolve(isFull ? Math.max(1, oldest + windowMs - at) : 0);
    },
    giveBack(key, id) {
      tries.get(key)?.delete(id);
      return Promise.resolve();
    },
    forget(key) {
      tries.delete(key);
      return Promise.resolve();
    },
  };
}
