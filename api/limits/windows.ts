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

/** What became of it. */
export interface Taken {
  /** Milliseconds until there would be room; 0: it was counted. */
  readonly waitMs: number;
  /** How many more there may be now. */
  readonly left: number;
  /** Milliseconds until there may be one more than now: until the oldest that is counted is out of the window. */
  readonly freesMs: number;
}

/** Counts tries over sliding windows. A try that is refused is not counted, so nobody waits longer for having been impatient. */
export interface Windows {
  /** Count a try, unless there are too many. */
  take(attempt: CountedTry): Promise<Taken>;
  /** Make as if a try had not been. */
  giveBack(key: string, id: string): Promise<void>;
  /** Make as if there had been no try at all. */
  forget(key: string): Promise<void>;
}
