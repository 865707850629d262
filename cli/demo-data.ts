import { fillDemoDesk } from '#commands/demo/fill-demo-desk';
import { readConfig } from '#process/read-config';
import { databaseSettings, processSettings } from '#process/settings';
import { openStore } from '#store/connect';
import { z } from 'zod';

/**
 * One-shot program of a first start on a person's machine: put demo data into an empty desk. What its commands have to tell
 * others is left to a relay, which finds it within seconds.
 */
const { DATABASE_URL } = readConfig(z.strictObject({ ...processSettings, ...databaseSettings }));
const store = openStore({ url: DATABASE_URL, poolSize: 2, applicationName: 'nixflow-demo' });
try {
  const opened = await fillDemoDesk({ pool: store.pool, deliverSoon: () => undefined });
  if (opened > 0) process.stdout.write(`Demo: ${String(opened)} tickets to look at\n`);
} finally {
  await store.close();
}
