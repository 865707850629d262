import { within } from '#process/within';

/** A check answers within this, or its part counts as away. */
const limitMs = 2_000;
/** An answer serves everybody who asks within this. */
const sharedForMs = 1_000;
/** A check that never ends is given up after this and made anew. */
const abandonedAfterMs = 10_000;

/** Whether a part answers; never rejects, and takes 2 s at most. */
export type Check = () => Promise<boolean>;

interface Attempt {
  readonly begunAt: number;
  readonly answer: Promise<boolean>;
  endedAt?: number;
}

/**
 * Ask a part whether it answers, at most once a second however many want to know, and never twice at the same time.
 *
 * @param ask rejects when the part is away
 */
export function sharedCheck(ask: () => Promise<unknown>): Check {
  let last: Attempt | undefined;

  function isFresh({ begunAt, endedAt }: Attempt): boolean {
    const now = performance.now();
    return endedAt === undefined ? now - begunAt < abandonedAfterMs : now - endedAt < sharedForMs;
  }

  function begin(): Attempt {
    const answer = Promise.resolve()
      .then(ask)
      .then(
        () => true,
        () => false,
      );
    const attempt: Attempt = { begunAt: performance.now(), answer };
    void answer.then(() => {
      attempt.endedAt = performance.now();
    });
    return attempt;
  }

  return () => {
    last = last && isFresh(last) ? last : begin();
    return within(limitMs, 'the part', last.answer).catch(() => false);
  };
}
