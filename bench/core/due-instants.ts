/** What is due when, in a measurement of timers. */
export interface DuePlan {
  readonly count: number;
  /** The instants are spread evenly over this time. */
  readonly windowMs: number;
  /** From now to the first instant: all timers must have begun before. */
  readonly leadMs: number;
}

/** The instants, in milliseconds since 1970 and in order; the same plan gives bare timers and tickets the same load. */
export function dueInstants({ count, windowMs, leadMs }: DuePlan, now = Date.now()): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(now + leadMs + (index * windowMs) / count));
}
