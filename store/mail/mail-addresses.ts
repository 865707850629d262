import type { Queryable } from '../queryable.ts';

/** An address of ours. */
export interface OwnAddress {
  readonly id: string;
  /** In lower case. */
  readonly address: string;
  readonly teamId: string | null;
}

/** All addresses at which we take mail. */
async function list(client: Queryable): Promise<OwnAddress[]> {
  const { rows } = await client.query<OwnAddress>(
    'SELECT id, address, team_id AS "teamId" FROM mail_address ORDER BY address',
  );
  return rows;
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
export const mailAddresses = { list, isOwn };
