import type { Queryable } from '../queryable.ts';

/** Somebody who asks for help, as a mail names them. */
export interface NamedAddress {
  readonly name: string;
  /** In lower case. */
  readonly address: string;
}

async function exists(client: Queryable, customerId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM customer WHERE id = $1', [customerId]);
  return rowCount === 1;
}

/** Who has this address; null if nobody does. */
async function findByAddress(client: Queryable, address: string): Promise<{ id: string } | null> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM customer WHERE email = $1', [address]);
  return rows[0] ?? null;
}

/** Who has this address; somebody new if nobody does. A name that is known is kept: the next mail may be from a phone. */
async function findOrInsert(client: Queryable, { name, address }: NamedAddress): Promise<{ id: string }> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO customer (name, email) VALUES ($1, $2)
     ON CONFLICT (email) DO UPDATE SET name = CASE WHEN customer.name = '' THEN excluded.name ELSE customer.name END
     RETURNING id`,
    [name === '' ? address : name, address],
  );
  const [found] = rows;
  if (!found) throw new Error('INSERT gave no row.');
  return found;
}

/** Let others take part in a ticket. */
async function join(client: Queryable, ticketId: string, others: readonly NamedAddress[]): Promise<void> {
  if (others.length === 0) return;
  await client.query(
    `INSERT INTO ticket_cc (ticket_id, address, name)
     SELECT $1, address, name FROM jsonb_to_recordset($2) AS other (address text, name text)
     ON CONFLICT (ticket_id, address) DO NOTHING`,
    [ticketId, JSON.stringify(others)],
  );
}

/** People who ask for help. Ids are UUIDs. */
export const customers = { exists, findByAddress, findOrInsert, join };
