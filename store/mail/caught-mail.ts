import type { Queryable } from '../queryable.ts';

/** A mail that the built-in catcher took. */
export interface NewCaughtMail {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** The newest are kept: nobody looks for more in a desk that sends nothing. */
const mostKept = 1000;

/** Keep a caught mail, and forget the oldest beyond a thousand. */
async function insert(client: Queryable, { from, to, raw }: NewCaughtMail): Promise<void> {
  await client.query(
    `WITH kept AS (INSERT INTO caught_mail (envelope_from, envelope_to, raw) VALUES ($1, $2, $3) RETURNING id)
     DELETE FROM caught_mail WHERE id <= (SELECT id FROM kept) - $4`,
    [from, to, raw, mostKept],
  );
}

/** Mails in place of a mail server. */
export const caughtMails = { insert };
