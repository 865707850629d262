/** A try that is to be counted. */
export interface CountedTry {
  /** What is counted together. */
  readonly key: string;
  /** Names this try among others. */
  readonly id: string;
  /** How many tries there may be in any stretch of `windowMs` milliseconds. */
  readonly most: number;
  readonly windowMs: number;
}

/** Counts tries over sliding windows. A try that is refused is not counted, so nobody waits longer for having been impatient. */
export interface Windows {
  /** Count a try, unless there are too many. @returns milliseconds until there would be room; 0: it was counted */
  take(attempt: CountedTry): Promise<number>;
  /** Make as if a try had not been. */
  giveBack(key: string, id: string): Promise<void>;
  /** Make as if there had been no try at all. */
  forget(key: string): Promise<void>;
}
