import type { Queryable } from './queryable.ts';

/** Put the rows in place that every installation has. Idempotent: what is there stays as it is. */
export async function seed(client: Queryable): Promise<void> {
  await client.query('INSERT INTO installation DEFAULT VALUES ON CONFLICT (id) DO NOTHING');
}
