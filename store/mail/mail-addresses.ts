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

/** Addresses at which we take mail, and from which ours goes out. */
export const mailAddresses = { list };
