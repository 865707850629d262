const hour = 60 * 60;

/** How long a browser stays signed in, in seconds. */
export const sessionLife = {
  /** Without being used: a working day, so that a machine that was left alone is not signed in the day after. */
  idleSeconds: 12 * hour,
  /** However much it is used: then the person signs in again. */
  longestSeconds: 7 * 24 * hour,
} as const;
