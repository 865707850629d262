import { z } from 'zod';
import { seedKnownAdmin } from '#commands/people/seed-known-admin';
import { createPasswordHashing } from '#process/hash-passwords';
import { readConfig } from '#process/read-config';
import { databaseSettings, processSettings } from '#process/settings';
import { openStore } from '#store/connect';
import { migrate } from '#store/migrate';
import { accounts } from '#store/people/accounts';
import { seed } from '#store/seed';
import { explainFailure } from './explain-failure.ts';

/**
 * One-shot program of a deployment: bring the schema up to date and put in what every installation has. Safe to run any
 * number of times and side by side. `DATABASE_DIRECT_URL` is the server itself where `DATABASE_URL` is a pooler.
 *
 * Outside production the first admin has a well-known password. In production it says how to make the first admin; it does
 * not print a set-up link itself, since what it prints goes to logs.
 */
const config = z.strictObject({
  ...processSettings,
  ...databaseSettings,
  DATABASE_DIRECT_URL: databaseSettings.DATABASE_URL.optional(),
});

const nobodyCanSignIn =
  'Nobody can sign in yet. Make the first admin in a terminal of the API: node dist/cli/nixflow.js user set-up-link EMAIL';

const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  const { NODE_ENV, DATABASE_URL, DATABASE_DIRECT_URL } = readConfig(config);
  const url = DATABASE_DIRECT_URL ?? DATABASE_URL;
  const { applied } = await migrate(url, { log: say });
  const store = openStore({ url, poolSize: 1, applicationName: 'nixflow-migrate' });
  try {
    await seed(store.pool);
    if (NODE_ENV !== 'production') await seedKnownAdmin({ pool: store.pool, passwords: createPasswordHashing() });
    say(
      applied.length === 0 ? 'Database: schema up to date' : `Database: ${String(applied.length)} migration(s) applied`,
    );
    if (!(await accounts.hasAdmin(store.pool))) say(nobodyCanSignIn);
  } finally {
    await store.close();
  }
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
