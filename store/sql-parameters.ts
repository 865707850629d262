/** The parameters of a statement that is put together: hand in a value, write what comes back (`$1`, `$2` …). */
export interface SqlParameters {
  /** In their order, for the driver. */
  readonly values: unknown[];
  readonly add: (value: unknown) => string;
}

/** Begin a statement without parameters. */
export function sqlParameters(): SqlParameters {
  const values: unknown[] = [];
  return { values, add: (value) => `$${String(values.push(value))}` };
}
