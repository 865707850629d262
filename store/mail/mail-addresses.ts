import type { Queryable } from '../queryable.ts';

/** An address of ours. */
export interface OwnAddress {
  readonly id: string;
  /** In lower case. */
  readonly address: string;
  readonly teamId: string | null;
}

/** What somebody decides about an address of ours. */
export interface AddressSettings {
  /** In lower case. */
  readonly address: string;
  /** Whom our mail is from, for its readers. */
  readonly name: string;
  /** Whose new tickets are what comes here; null: nobody's yet. */
  readonly teamId: string | null;
}

/** All addresses at which we take mail. */
async function list(client: Queryable): Promise<(OwnAddress & AddressSettings)[]> {
  const { rows } = await client.query<OwnAddress & AddressSettings>(
    'SELECT id, address, name, team_id AS "teamId" FROM mail_address ORDER BY address',
  );
  return rows;
}

/** @returns whether it is new */
async function add(client: Queryable, { address, name, teamId }: AddressSettings): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO mail_address (address, name, team_id) VALUES ($1, $2, $3) ON CONFLICT (address) DO NOTHING',
    [address, name, teamId],
  );
  return rowCount === 1;
}

/** @returns whether there is one of this id, and no other of this address */
async function change(client: Queryable, id: string, { address, name, teamId }: AddressSettings): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE mail_address SET address = $2, name = $3, team_id = $4
     WHERE id = $1 AND NOT EXISTS (SELECT FROM mail_address WHERE address = $2 AND id <> $1)`,
    [id, address, name, teamId],
  );
  return rowCount === 1;
}

/** @returns whether it is gone: one at which mail came is kept, since that mail names it */
async function remove(client: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'DELETE FROM mail_address a WHERE id = $1 AND NOT EXISTS (SELECT FROM raw_mail WHERE mail_address_id = a.id)',
    [id],
  );
  return rowCount === 1;
}

/** Whether an address is one of ours, also with something after a `+`, as our reply addresses have. */
async function isOwn(client: Queryable, address: string): Promise<boolean> {
  const bare = address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
  const { rowCount } = await client.query('SELECT FROM mail_address WHERE address = ANY($1)', [
    [address.toLowerCase(), bare],
  ]);
  return rowCount !== 0;
}

/** Addresses at which we take mail, and from which ours goes out. */
export const mailAddresses = { list, isOwn, add, change, remove };
