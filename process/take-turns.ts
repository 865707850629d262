/** Run a piece of work when its turn comes, and give back what it gives. */
export type TakeTurns = <T>(work: () => Promise<T>) => Promise<T>;

interface Limits {
  /** How many pieces of work run at once. */
  readonly atOnce: number;
  /** How many wait for their turn; who comes then is sent away. */
  readonly waiting: number;
  /** What to throw at whoever is sent away. */
  readonly refuse: () => Error;
}

/** Let work of one kind take turns, first come, first served, so that a rush of it leaves room for everything else. */
export function takeTurns({ atOnce, waiting, refuse }: Limits): TakeTurns {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (queue.length < waiting) {
      // Whoever ends hands its turn over, so nobody who comes in between takes it.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else throw refuse();
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
