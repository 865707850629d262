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
  /** Requests by the public form, by where they come from. */
  formRequestsFromAddress: { most: 10, windowSeconds: quarterOfAnHour },
  /** The same by the address that they name, whoever sends them: each is answered by a mail to it. */
  formRequestsForEmail: { most: 5, windowSeconds: 4 * quarterOfAnHour },
  /** Files for such requests, by where they come from. */
  formFilesFromAddress: { most: 60, windowSeconds: quarterOfAnHour },
} as const satisfies Record<string, Limit>;

/** One of them. See `limitTable`. */
export type LimitName = keyof typeof limitTable;
