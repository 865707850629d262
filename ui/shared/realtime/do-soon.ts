/** Does what it is told, soon and not too often. */
export type DoSoon = (what: string, work: () => void) => void;

interface Pace {
  /** At most so long after it was asked for, at random, lest all pages of a desk ask the server in the same instant. */
  readonly withinMs: number;
  /** At least so long after the same was done before. */
  readonly apartMs: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** Do what is asked for by one name once, however often it is asked for meanwhile. */
export function doSoon({ withinMs, apartMs, random = Math.random }: Pace): DoSoon {
  const waiting = new Set<string>();
  const doneAt = new Map<string, number>();
  return (what, work) => {
    if (waiting.has(what)) return;
    waiting.add(what);
    const restMs = (doneAt.get(what) ?? 0) + apartMs - Date.now();
    setTimeout(
      () => {
        waiting.delete(what);
        doneAt.set(what, Date.now());
        work();
      },
      Math.max(restMs, 0) + random() * withinMs,
    );
  };
}
