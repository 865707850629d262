import type { Queryable } from '../queryable.ts';

async function exists(client: Queryable, customerId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM customer WHERE id = $1', [customerId]);
  return rowCount === 1;
}

/** People who ask for help. Ids are UUIDs. */
export const customers = { exists };
