import type { FieldValue, FieldValues } from '#domain/fields/definition';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** Somebody who asks for help, by their main address. */
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

/** A customer as their own page shows them. Instants in ms. */
export interface WholeCustomer {
  readonly id: string;
  readonly name: string;
  /** Null: they were merged into another. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly mergedIntoId: string | null;
  readonly fields: FieldValues;
  readonly blockedAt: number | null;
  readonly createdAt: number;
  /** By address. */
  readonly addresses: readonly {
    readonly address: string;
    readonly bouncedAt: number | null;
    readonly bounce: string | null;
  }[];
}

/** What of them is changed. */
export interface CustomerFields {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly note: string;
  readonly organisationId: string | null;
  readonly isBlocked: boolean;
  /** Of custom fields those that change; null empties one. */
  readonly fields: Readonly<Record<string, FieldValue | null>>;
}

/** Whether tickets can be somebody's: whoever was merged has none. Until the transaction ends they are not merged. */
async function exists(client: Queryable, customerId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM customer WHERE id = $1 AND merged_into_id IS NULL FOR SHARE', [
    customerId,
  ]);
  return rowCount === 1;
}

/** A customer as an actor; null: nobody, or blocked. */
async function findActor(
  client: Queryable,
  customerId: string,
): Promise<{ readonly kind: 'customer'; readonly id: string; readonly organisationId: string | null } | null> {
  const { rows } = await client.query<{ id: string; organisationId: string | null }>(
    `SELECT c.id, o.id AS "organisationId" FROM customer c
       LEFT JOIN organisation o ON o.id = c.organisation_id AND o.shares_tickets
     WHERE c.id = $1 AND c.merged_into_id IS NULL AND c.blocked_at IS NULL`,
    [customerId],
  );
  return rows[0] ? { kind: 'customer', ...rows[0] } : null;
}

/** Who has this address, main or not, in whatever case it is written; null if nobody does. */
async function findByAddress(
  client: Queryable,
  address: string,
): Promise<(CustomerRow & { readonly isBlocked: boolean }) | null> {
  const { rows } = await client.query<CustomerRow & { isBlocked: boolean }>(
    `SELECT c.id, c.name, c.email, c.blocked_at IS NOT NULL AS "isBlocked"
     FROM customer_address a JOIN customer c ON c.id = a.customer_id WHERE a.address = lower($1)`,
    [address],
  );
  return rows[0] ?? null;
}

/**
 * A new customer, of the organisation that has the domain of their address; null if somebody has the address.
 *
 * One statement: foreign keys are checked at its end, and two who write the same address wait for each other.
 */
async function insert(client: Queryable, { name, address }: NamedAddress): Promise<CustomerRow | null> {
  const { rows } = await client.query<CustomerRow>(
    `WITH taken AS (
       INSERT INTO customer_address (address, customer_id) VALUES (lower($2), gen_random_uuid())
       ON CONFLICT (address) DO NOTHING RETURNING address, customer_id
     )
     INSERT INTO customer (id, name, email, organisation_id)
     SELECT taken.customer_id, $1, taken.address,
       (SELECT organisation_id FROM organisation_domain WHERE domain = split_part(taken.address, '@', 2))
     FROM taken RETURNING id, name, email`,
    [name, address],
  );
  return rows[0] ?? null;
}

/**
 * Who has this address; somebody new if nobody does. A name that is known is kept: the next mail may be from a phone. One
 * that is only the address is not known.
 */
async function findOrInsert(
  client: Queryable,
  { name, address }: NamedAddress,
): Promise<{ readonly id: string; readonly isBlocked: boolean }> {
  const made = await insert(client, { name: name === '' ? address : name, address });
  if (made) return { id: made.id, isBlocked: false };
  // Whoever is merged while this waits for them has no address any more: a second look finds whose it is now.
  const found = (await findNamed(client, { name, address })) ?? (await findNamed(client, { name, address }));
  if (!found) throw new Error('Whoever had the address is gone.');
  return found;
}

async function findNamed(client: Queryable, { name, address }: NamedAddress) {
  const { rows } = await client.query<{ id: string; isBlocked: boolean }>(
    `UPDATE customer c SET name = CASE WHEN c.name IN ('', a.address) AND $2 <> '' THEN $2 ELSE c.name END
     FROM customer_address a WHERE a.customer_id = c.id AND a.address = lower($1) AND c.merged_into_id IS NULL
     RETURNING c.id, c.blocked_at IS NOT NULL AS "isBlocked"`,
    [address, name],
  );
  return rows[0] ?? null;
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

const wholeColumns = `c.id, c.name, c.email, c.phone, c.note, c.fields, c.merged_into_id AS "mergedIntoId",
  CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS organisation,
  ${ms('c.blocked_at')} AS "blockedAt", ${ms('c.created_at')} AS "createdAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('address', a.address, 'bouncedAt', ${ms('a.bounced_at')},
     'bounce', a.bounce) ORDER BY a.address), '[]') FROM customer_address a WHERE a.customer_id = c.id) AS addresses`;

/** One customer; null if there is none. */
async function find(client: Queryable, customerId: string): Promise<WholeCustomer | null> {
  const { rows } = await client.query<WholeCustomer>(
    `SELECT ${wholeColumns} FROM customer c LEFT JOIN organisation o ON o.id = c.organisation_id WHERE c.id = $1`,
    [customerId],
  );
  return rows[0] ?? null;
}

/** One whom this transaction alone may change; null if there is none. */
async function lock(client: Queryable, customerId: string): Promise<WholeCustomer | null> {
  await client.query('SELECT FROM customer WHERE id = $1 FOR NO KEY UPDATE', [customerId]);
  return find(client, customerId);
}

async function update(client: Queryable, customerId: string, fields: CustomerFields): Promise<void> {
  const { name, email, phone, note, organisationId, isBlocked, fields: said } = fields;
  await client.query(
    `UPDATE customer SET name = $2, email = $3, phone = $4, note = $5, organisation_id = $6,
       blocked_at = CASE WHEN $7 THEN coalesce(blocked_at, nixflow_now()) END,
       fields = jsonb_strip_nulls(fields || $8::jsonb) WHERE id = $1`,
    [customerId, name, email, phone, note, organisationId, isBlocked, JSON.stringify(said)],
  );
}

/** Give somebody an address besides. @returns false if it is somebody else's */
async function addAddress(client: Queryable, customerId: string, address: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO customer_address (address, customer_id) VALUES (lower($2), $1)
     ON CONFLICT (address) DO UPDATE SET address = excluded.address WHERE customer_address.customer_id = $1`,
    [customerId, address],
  );
  return rowCount === 1;
}

/** Take addresses from somebody; the main one must not be among them. */
async function removeAddresses(client: Queryable, customerId: string, addresses: readonly string[]): Promise<void> {
  await client.query('DELETE FROM customer_address WHERE customer_id = $1 AND address = ANY($2)', [
    customerId,
    addresses,
  ]);
}

/** Ids of the tickets that somebody asked for, in the order in which they are locked; at most `limit`. */
async function ticketIdsOf(client: Queryable, customerId: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM ticket WHERE requester_id = $1 ORDER BY id LIMIT $2',
    [customerId, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Make one customer another's namesake: the other takes their addresses, whoever was merged into them, their note, and what the
 * other has not: phone, organisation, custom fields.
 */
async function mergeInto(client: Queryable, customerId: string, survivorId: string): Promise<void> {
  await client.query(
    `UPDATE customer s SET phone = coalesce(s.phone, m.phone), organisation_id = coalesce(s.organisation_id, m.organisation_id),
       fields = m.fields || s.fields, note = concat_ws(E'\\n', nullif(s.note, ''), nullif(m.note, ''))
     FROM customer m WHERE s.id = $2 AND m.id = $1`,
    [customerId, survivorId],
  );
  await client.query(
    'UPDATE customer SET merged_into_id = $2, email = NULL, blocked_at = NULL WHERE id = $1 OR merged_into_id = $1',
    [...[customerId, survivorId]],
  );
  await client.query('UPDATE customer_address SET customer_id = $2 WHERE customer_id = $1', [customerId, survivorId]);
}

/** Mark addresses to which mail does not come, with what their server said. Those of nobody are passed over. */
async function markBounced(client: Queryable, addresses: readonly string[], words: string): Promise<void> {
  await client.query(
    `UPDATE customer_address SET bounced_at = coalesce(bounced_at, nixflow_now()), bounce = $2
     WHERE address = ANY(SELECT lower(address) FROM unnest($1::text[]) AS address)`,
    [addresses, words],
  );
}

/** Take the mark from an address: mail came from it, or somebody said that it is right. */
async function clearBounce(client: Queryable, address: string): Promise<void> {
  await client.query(
    'UPDATE customer_address SET bounced_at = NULL, bounce = NULL WHERE address = lower($1) AND bounced_at IS NOT NULL',
    [address],
  );
}

/** People who ask for help. Ids are UUIDs. */
export const customers = {
  ...{ exists, findActor, findByAddress, insert, findOrInsert, join, find, lock, update },
  ...{ addAddress, removeAddresses, ticketIdsOf, mergeInto, markBounced, clearBounce },
};
