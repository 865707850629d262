/** SQLSTATE of transactions that PostgreSQL ended for the sake of another: serialization failure, deadlock. */
const worthRepeating = new Set<unknown>(['40001', '40P01']);

/** So often a command is begun again before it gives up. */
export const MOST_REPEATS = 3;

/** Whether PostgreSQL gave a transaction up for another, so that it may succeed if it is begun again. */
export const isWorthRepeating = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && worthRepeating.has(error.code);
