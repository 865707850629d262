import { z } from 'zod';
import { readConfig } from '#process/read-config';
import { ConfigError } from '#process/config-error';
import { databaseSettings, processSettings } from '#process/settings';
import { openStore } from '#store/connect';
import { migrate } from '#store/migrate';
import { seed } from '#store/seed';

/**
 * One-shot program of a deployment: bring the schema up to date and put in what every installation has. Safe to run any
 * number of times and side by side. `DATABASE_DIRECT_URL` is the server itself where `DATABASE_URL` is a pooler.
 */
const config = z.strictObject({
  ...processSettings,
  ...databaseSettings,
  DATABASE_DIRECT_URL: databaseSettings.DATABASE_URL.optional(),
});

const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = readConfig(config);
  const url = DATABASE_DIRECT_URL ?? DATABASE_URL;
  const { applied } = await migrate(url, { log: say });
  const store = openStore({ url, poolSize: 1, applicationName: 'nixflow-migrate' });
  try {
    await seed(store.pool);
  } finally {
    await store.close();
  }
  say(
    applied.length === 0 ? 'Database: schema up to date' : `Database: ${String(applied.length)} migration(s) applied`,
  );
} catch (error) {
  // An ordinary failure (settings, an unreachable server, a refused migration) is told in words, without a stack.
  process.stderr.write(`${error instanceof ConfigError ? error.message : describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  return error instanceof AggregateError
    ? `The database does not answer: ${error.errors.map(String).join('; ')}`
    : error instanceof Error
      ? error.message
      : String(error);
}
