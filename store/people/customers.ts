import type { Queryable } from '../queryable.ts';

/** Somebody who asks for help. */
export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

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

/** Who has this address, in whatever case it is written; null if nobody does. */
async function findByAddress(client: Queryable, address: string): Promise<CustomerRow | null> {
  const { rows } = await client.query<CustomerRow>(
    'SELECT id, name, email FROM customer WHERE lower(email) = lower($1)',
    [address],
  );
  return rows[0] ?? null;
}

/** A new customer; null if somebody has the address. */
async function insert(client: Queryable, { name, address }: NamedAddress): Promise<CustomerRow | null> {
  const { rows } = await client.query<CustomerRow>(
    'INSERT INTO customer (name, email) VALUES ($1, $2) ON CONFLICT (lower(email)) DO NOTHING RETURNING id, name, email',
    [name, address],
  );
  return rows[0] ?? null;
}

/** Who has this address; somebody new if nobody does. A name that is known is kept: the next mail may be from a phone. */
async function findOrInsert(client: Queryable, { name, address }: NamedAddress): Promise<{ id: string }> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO customer (name, email) VALUES ($1, $2)
     ON CONFLICT (lower(email)) DO UPDATE SET name = CASE WHEN customer.name = '' THEN excluded.name ELSE customer.name END
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

/**
 * Customers whose address begins with a text, or of whose name words begin with all words of it; by name, at most `limit`.
 */
async function search(client: Queryable, text: string, limit: number): Promise<CustomerRow[]> {
  const beginning = `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const { rows } = await client.query<CustomerRow>(
    `SELECT id, name, email FROM (
       (SELECT id, name, email FROM customer WHERE lower(email) LIKE $1 ORDER BY lower(email), id LIMIT $3)
       UNION
       (SELECT id, name, email FROM customer
        WHERE $2 <> '' AND to_tsvector('simple', name) @@ to_tsquery('simple', $2) ORDER BY lower(name), id LIMIT $3)
     ) AS found ORDER BY lower(name), lower(email), id LIMIT $3`,
    [beginning, words.map((word) => `${word}:*`).join(' & '), limit],
  );
  return rows;
}

/** People who ask for help. Ids are UUIDs. */
export const customers = { exists, findByAddress, insert, findOrInsert, join, search };
