const quarterOfAnHour = 15 * 60;

/** How often something may be tried, per account or address, in any stretch of time of that length. */
interface Limit {
  readonly most: number;
  readonly windowSeconds: number;
}

/** Every limit of the API. */
export const limitTable = {
  /** Sign-ins that failed, by the address that was typed, whether or not it is that of an account. */
  failedSignInsOfAccount: { most: 5, windowSeconds: quarterOfAnHour },
  /** Sign-ins that failed, by where they came from. */
  failedSignInsFromAddress: { most: 5, windowSeconds: quarterOfAnHour },
  /** Passwords and codes that were wrong, by whoever is signed in and shows them once more. */
  failedProofsOfPerson: { most: 5, windowSeconds: quarterOfAnHour },
  /** Mails with a link to choose a password that were asked for, by the account's address, whether or not there is one. */
  passwordResetsOfAccount: { most: 3, windowSeconds: quarterOfAnHour },
  /** The same by where they were asked for. */
  passwordResetsFromAddress: { most: 10, windowSeconds: quarterOfAnHour },
  /** Requests of one person, by whatever browser or program: normal work never comes near, a script that runs wild does. */
  requestsOfPerson: { most: 9_000, windowSeconds: quarterOfAnHour },
  /** Requests of nobody who is signed in, by where they come from. An office of many behind one address needs more: see the setting. */
  requestsWithoutSession: { most: 100, windowSeconds: quarterOfAnHour },
  /** Requests by the public form, by where they come from. */
  formRequestsFromAddress: { most: 10, windowSeconds: quarterOfAnHour },
  /** The same by the address that they name, whoever sends them: each is answered by a mail to it. */
  formRequestsForEmail: { most: 5, windowSeconds: 4 * quarterOfAnHour },
  /** Files for such requests, by where they come from. */
  formFilesFromAddress: { most: 60, windowSeconds: quarterOfAnHour },
} as const satisfies Record<string, Limit>;

/** One of them. See `limitTable`. */
export type LimitName = keyof typeof limitTable;
