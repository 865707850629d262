import type { TemporalServerPrograms } from '#ground/parts/temporal-server';

/**
 * Where the servers of this test run are. One stack serves a whole run; the test runner or the global setup starts it.
 */
export interface TestStack {
  /** Superuser's URL of the maintenance database; test databases are made beside it. */
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** Path of the Redis or Valkey server program, for servers of a test's own. */
  readonly redisServer: string;
  /** `host:port` of a Temporal dev server with our search attributes, namespace `default`. */
  readonly temporalAddress: string;
  /** Path of the `temporal` command line tool, for servers of a test's own. */
  readonly temporalCli: string;
  /** Paths of optional parts; null when this machine does not have them (the "not run" table names them then). */
  readonly chromium: string | null;
  readonly dovecot: string | null;
  readonly java: string | null;
  /** Executable of Temporal's time-skipping test server. */
  readonly timeSkippingServer: string | null;
  /** Temporal as in production; null unless a bench has built it already. */
  readonly temporalServer: TemporalServerPrograms | null;
  /** Folder for logs, screenshots and data of this run. */
  readonly dir: string;
}

/** Environment variable that carries the stack to test processes, as JSON. */
export const testStackVariable = 'NIXFLOW_TEST_STACK';

/**
 * The stack of this run.
 *
 * @throws {Error} outside a run, that is when neither `npm test` nor the global setup has started one.
 */
export function testStack(): TestStack {
  const json = process.env[testStackVariable];
  if (json === undefined)
    throw new Error('No test stack: run `npm test -- <file>` or a vitest project with the global setup.');
  return JSON.parse(json) as TestStack;
}
