import { databaseSettings } from '#process/settings';
import { openStore } from '#store/connect';
import type { Pool } from 'pg';

/** How a command that somebody types reaches the database: past pgbouncer, if there is one. */
export const storeSettings = {
  DATABASE_URL: databaseSettings.DATABASE_URL,
  DATABASE_DIRECT_URL: databaseSettings.DATABASE_URL.optional(),
};

interface StoreAddress {
  readonly DATABASE_URL: string;
  readonly DATABASE_DIRECT_URL?: string | undefined;
}

/** Do something with one connection to the database, and leave. */
export async function withStore<Outcome>(
  applicationName: string,
  { DATABASE_URL, DATABASE_DIRECT_URL = DATABASE_URL }: StoreAddress,
  act: (pool: Pool) => Promise<Outcome>,
): Promise<Outcome> {
  const store = openStore({ url: DATABASE_DIRECT_URL, poolSize: 1, applicationName });
  try {
    return await act(store.pool);
  } finally {
    await store.close();
  }
}
