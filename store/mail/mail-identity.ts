import type { Queryable } from '../queryable.ts';

/** What our mail goes out from. */
export interface MailIdentity {
  readonly address: string;
  readonly name: string;
  /** What reply addresses and Message-IDs are signed with. */
  readonly secret: string;
}

/**
 * The address of a team, else one of no team, else any; the oldest of them. Null: this installation has none, so it sends no mail.
 *
 * @param teamId null: of no team
 */
export async function readMailIdentity(client: Queryable, teamId: string | null): Promise<MailIdentity | null> {
  const { rows } = await client.query<MailIdentity>(
    `SELECT address, name, mail_secret AS secret FROM mail_address, installation
     WHERE mail_secret IS NOT NULL
     ORDER BY (team_id IS NOT DISTINCT FROM $1) DESC, (team_id IS NULL) DESC, mail_address.created_at, address LIMIT 1`,
    [teamId],
  );
  return rows[0] ?? null;
}
