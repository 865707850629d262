import type { FieldDefinition, FieldOptions, FieldSubject, Lookup } from '#domain/fields/definition';
import type { Actor } from '#domain/permissions/actor';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from '../tickets/seen-by.ts';

/** What of a field can be changed. */
export interface FieldChange {
  readonly name: string;
  readonly options: FieldOptions;
  readonly isActive: boolean;
}

const columns = `id, subject, name, kind, options, position, is_active AS "isActive"`;

/** All of a subject, in their order. */
async function listOf(client: Queryable, subject: FieldSubject): Promise<FieldDefinition[]> {
  const { rows } = await client.query<FieldDefinition>(
    `SELECT ${columns} FROM custom_field WHERE subject = $1 ORDER BY position, id`,
    [subject],
  );
  return rows;
}

/** All there are, by subject and in their order. */
async function list(client: Queryable): Promise<FieldDefinition[]> {
  const { rows } = await client.query<FieldDefinition>(
    `SELECT ${columns} FROM custom_field ORDER BY subject, position, id`,
  );
  return rows;
}

/** One that this transaction alone may change; null if there is none. */
async function lock(client: Queryable, id: string): Promise<FieldDefinition | null> {
  const { rows } = await client.query<FieldDefinition>(
    `SELECT ${columns} FROM custom_field WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** Add one after the others. @returns null if its subject has a field of that name */
async function insert(
  client: Queryable,
  { subject, name, kind, options }: Pick<FieldDefinition, 'subject' | 'name' | 'kind' | 'options'>,
): Promise<FieldDefinition | null> {
  const { rows } = await client.query<FieldDefinition>(
    `INSERT INTO custom_field (subject, name, kind, options, position)
     SELECT $1, $2, $3, $4, coalesce(max(position), 0) + 1 FROM custom_field WHERE subject = $1
     ON CONFLICT (subject, lower(name)) DO NOTHING RETURNING ${columns}`,
    [subject, name, kind, JSON.stringify(options)],
  );
  return rows[0] ?? null;
}

/** @returns false if another field of its subject has the name */
async function update(client: Queryable, id: string, { name, options, isActive }: FieldChange): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE custom_field f SET name = $2, options = $3, is_active = $4 WHERE f.id = $1 AND NOT EXISTS (
       SELECT FROM custom_field o WHERE o.subject = f.subject AND o.id <> f.id AND lower(o.name) = lower($2))`,
    [id, name, JSON.stringify(options), isActive],
  );
  return rowCount === 1;
}

/** Put the fields of a subject into an order; those that are not named come after. */
async function order(client: Queryable, subject: FieldSubject, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE custom_field SET position = coalesce(array_position($2::uuid[], id), cardinality($2::uuid[]) + position)
     WHERE subject = $1`,
    [subject, ids],
  );
}

const TABLES: Readonly<Record<Lookup, string>> = {
  customer: 'customer',
  organisation: 'organisation',
  staff: 'staff',
  team: 'team',
  ticket: 'ticket',
};

/** Whether there is what a lookup names, for somebody: a ticket only if they see it. */
async function isThere(
  client: Queryable,
  viewer: Actor,
  { lookup, id }: { readonly lookup: Lookup; readonly id: string },
): Promise<boolean> {
  const parameters = sqlParameters();
  const isIt = `t.id = ${parameters.add(id)}`;
  const isSeen = lookup === 'ticket' ? seenBy(viewer, parameters) : 'true';
  const { rowCount } = await client.query(
    `SELECT FROM ${TABLES[lookup]} t WHERE ${isIt} AND ${isSeen}`,
    parameters.values,
  );
  return rowCount === 1;
}

/** Fields that an installation has made. Ids are UUIDs. */
export const customFields = { listOf, list, lock, insert, update, order, isThere };
