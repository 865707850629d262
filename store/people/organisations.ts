import type { Condition } from '#domain/conditions/condition';
import type { FieldValue, FieldValues } from '#domain/fields/definition';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import { saidOfOrganisation } from '../conditions/custom-condition.ts';
import { fieldsCondition } from '../conditions/ticket-condition.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { beginningWith } from './beginning-with.ts';

/** Whom customers belong to. Instants in ms. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly sharesTickets: boolean;
  readonly fields: FieldValues;
  /** In lower case, sorted. */
  readonly domains: readonly string[];
  readonly customers: number;
  readonly createdAt: number;
}

/** What of one is written. */
export interface OrganisationFields extends Pick<Organisation, 'name' | 'note' | 'sharesTickets'> {
  /** Of custom fields those that change; null empties one. */
  readonly fields: Readonly<Record<string, FieldValue | null>>;
}

const select = `SELECT o.id, o.name, o.note, o.shares_tickets AS "sharesTickets", o.fields,
    array(SELECT d.domain FROM organisation_domain d WHERE d.organisation_id = o.id ORDER BY d.domain) AS domains,
    (SELECT count(*)::int FROM customer c WHERE c.organisation_id = o.id AND c.merged_into_id IS NULL) AS customers,
    ${ms('o.created_at')} AS "createdAt" FROM organisation o`;

/** Which organisations: all that is said must fit. */
export interface OrganisationsWanted {
  /** Their name begins with it, or a domain of theirs does; empty: any. */
  readonly search: string;
  /** Of custom fields alone. */
  readonly where?: Condition | undefined;
  /** Id of the last of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of organisations, by name. */
async function search(
  client: Queryable,
  { search: text, where, after, limit }: OrganisationsWanted,
): Promise<Organisation[]> {
  const parameters = sqlParameters();
  const { add } = parameters;
  const beginning = add(beginningWith(text));
  const conditions = [
    `(lower(t.name) LIKE ${beginning}
      OR t.id IN (SELECT organisation_id FROM organisation_domain WHERE domain LIKE ${beginning}))`,
    where && fieldsCondition(where, { saidIn: saidOfOrganisation, parameters }),
    after !== undefined &&
      `(lower(t.name), t.id) > (SELECT lower(name), id FROM organisation WHERE id = ${add(after)})`,
  ].filter((condition) => typeof condition === 'string');
  const { rows } = await client.query<Organisation>(
    `${select} WHERE o.id IN (SELECT t.id FROM organisation t WHERE ${conditions.join(' AND ')})
     ORDER BY lower(o.name), o.id LIMIT ${add(limit)}`,
    parameters.values,
  );
  return rows;
}

/** One; null if there is none. */
async function find(client: Queryable, id: string): Promise<Organisation | null> {
  const { rows } = await client.query<Organisation>(`${select} WHERE o.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Whether there is one, which nobody deletes until the transaction ends. */
async function hold(client: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM organisation WHERE id = $1 FOR KEY SHARE', [id]);
  return rowCount === 1;
}

/** One that this transaction alone may change. */
async function lock(client: Queryable, id: string): Promise<Organisation | null> {
  await client.query('SELECT FROM organisation WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return find(client, id);
}

/** @returns its id; null if the name is taken */
async function insert(
  client: Queryable,
  { name, note, sharesTickets, fields }: OrganisationFields,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO organisation (name, note, shares_tickets, fields) VALUES ($1, $2, $3, jsonb_strip_nulls($4::jsonb))
     ON CONFLICT (lower(name)) DO NOTHING RETURNING id`,
    [name, note, sharesTickets, JSON.stringify(fields)],
  );
  return rows[0]?.id ?? null;
}

/** @returns false if the name is another's */
async function update(client: Queryable, id: string, fields: OrganisationFields): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE organisation SET name = $2, note = $3, shares_tickets = $4, fields = jsonb_strip_nulls(fields || $5::jsonb)
     WHERE id = $1 AND NOT EXISTS (SELECT FROM organisation WHERE lower(name) = lower($2) AND id <> $1)`,
    [id, fields.name, fields.note, fields.sharesTickets, JSON.stringify(fields.fields)],
  );
  return rowCount === 1;
}

/** Give an organisation these domains and no others. @returns one that is another's; null: all are its own now */
async function setDomains(client: Queryable, id: string, domains: readonly string[]): Promise<string | null> {
  await client.query('DELETE FROM organisation_domain WHERE organisation_id = $1 AND NOT domain = ANY($2)', [
    id,
    domains,
  ]);
  await client.query(
    'INSERT INTO organisation_domain (domain, organisation_id) SELECT unnest($2::text[]), $1 ON CONFLICT DO NOTHING',
    [id, domains],
  );
  const { rows } = await client.query<{ domain: string }>(
    'SELECT domain FROM organisation_domain WHERE domain = ANY($2) AND organisation_id <> $1 ORDER BY domain LIMIT 1',
    [id, domains],
  );
  return rows[0]?.domain ?? null;
}

/** Take in whoever belongs to none and has an address of its domains. @returns how many */
async function takeIn(client: Queryable, id: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE customer c SET organisation_id = $1
     WHERE c.organisation_id IS NULL AND EXISTS (SELECT FROM customer_address a
       JOIN organisation_domain d ON d.domain = split_part(a.address, '@', 2)
       WHERE a.customer_id = c.id AND d.organisation_id = $1)`,
    [id],
  );
  return rowCount ?? 0;
}

/** Its customers belong to none then. */
async function remove(client: Queryable, id: string): Promise<void> {
  await client.query('DELETE FROM organisation WHERE id = $1', [id]);
}

/** Whom customers belong to. Ids are UUIDs. */
export const organisations = { search, find, hold, lock, insert, update, setDomains, takeIn, remove };
