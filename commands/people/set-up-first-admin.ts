import { accounts } from '#store/people/accounts';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';
import { makeOneTimeLink, type MadeLink } from './make-one-time-link.ts';

/** Whom an operator makes the first admin. */
export interface FirstAdminInput {
  /** In lower case. */
  readonly email: string;
  /** What a new person is called; who is there already keeps their name. */
  readonly name: string;
}

/**
 * Make somebody the first admin of an installation, by a link with which they choose their password.
 *
 * @returns `not_needed` if an admin can sign in already: then an admin makes others, and an operator sets passwords
 */
export function setUpFirstAdmin(pool: Pool, input: FirstAdminInput): Promise<MadeLink | 'not_needed'> {
  return inTransaction(pool, async (client) => {
    if (await accounts.hasAdmin(client)) return 'not_needed';
    const staffId = await accounts.makeAdmin(client, input);
    return makeOneTimeLink(client, staffId, 'set_up');
  });
}
