import type { Queryable } from '../queryable.ts';

/** Where secrets lie that are sealed with `ENCRYPTION_KEY`. */
const places = {
  identity_provider: { id: 'id', column: 'client_secret' },
  second_factor: { id: 'staff_id', column: 'secret' },
} as const;

/** What kind of secret. */
export type SecretKind = keyof typeof places;

/** All kinds. */
export const secretKinds = ['identity_provider', 'second_factor'] as const satisfies readonly SecretKind[];

/** One of them. */
export interface SealedSecret {
  /** Of the provider, or of the person. */
  readonly id: string;
  readonly sealed: Buffer;
}

const isOfAnotherKey = (kind: SecretKind) =>
  `substring(${places[kind].column} FROM 1 FOR octet_length($1::bytea)) <> $1`;

/** How many do not begin with `today`: they were sealed with another key. */
async function countOfOtherKeys(client: Queryable, kind: SecretKind, today: Buffer): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${kind} WHERE ${isOfAnotherKey(kind)}`,
    [today],
  );
  return rows[0]?.count ?? 0;
}

/** Some of them, in the order of their ids. @param after the last id of those before; null: from the first on */
async function listOfOtherKeys(
  client: Queryable,
  kind: SecretKind,
  { today, after, most }: { readonly today: Buffer; readonly after: string | null; readonly most: number },
): Promise<SealedSecret[]> {
  const { id, column } = places[kind];
  const { rows } = await client.query<SealedSecret>(
    `SELECT ${id} AS id, ${column} AS sealed FROM ${kind}
     WHERE ${isOfAnotherKey(kind)} AND ($2::uuid IS NULL OR ${id} > $2) ORDER BY ${id} LIMIT $3`,
    [today, after, most],
  );
  return rows;
}

/** Put the same secret there, sealed anew. @returns false if another one lies there by now, which stays */
async function replace(client: Queryable, kind: SecretKind, before: SealedSecret, sealed: Buffer): Promise<boolean> {
  const { id, column } = places[kind];
  const { rowCount } = await client.query(`UPDATE ${kind} SET ${column} = $3 WHERE ${id} = $1 AND ${column} = $2`, [
    before.id,
    before.sealed,
    sealed,
  ]);
  return rowCount === 1;
}

/** Secrets that must be read again, by the key they are sealed with. */
export const sealedSecrets = { countOfOtherKeys, listOfOtherKeys, replace };
