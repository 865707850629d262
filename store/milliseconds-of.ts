/** An instant in SQL as a number of milliseconds, which is what the rest of the house counts in. */
export const millisecondsOf = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;
