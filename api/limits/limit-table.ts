const quarterOfAnHour = 15 * 60;

/** How often something may be tried, per account or address, in any stretch of time of that length. */
interface Limit {
  readonly most: number;
  readonly windowSeconds: number;
}

/** Every limit of the API. Change a number here. */
export const limitTable = {
  /** Sign-ins that failed, by the address that was typed, whether or not it is that of an account. */
  failedSignInsOfAccount: { most: 5, windowSeconds: quarterOfAnHour },
  /** Sign-ins that failed, by where they came from. */
  failedSignInsFromAddress: { most: 5, windowSeconds: quarterOfAnHour },
  /** Requests of nobody who is signed in, by where they come from: enough for an office behind one address. */
  requestsWithoutSession: { most: 900, windowSeconds: quarterOfAnHour },
} as const satisfies Record<string, Limit>;

/** One of them. See `limitTable`. */
export type LimitName = keyof typeof limitTable;
