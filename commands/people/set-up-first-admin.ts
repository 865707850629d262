import { auditLog } from '#store/audit/audit-log';
import { accounts } from '#store/people/accounts';
import { staff } from '#store/people/staff';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';
import { byOperator } from '../audit/by-operator.ts';
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
    const name = (await staff.nameOf(client, staffId)) ?? input.name;
    await auditLog.append(client, byOperator, {
      ...{ act: 'person.link_made', subject: { kind: 'person', id: staffId, name } },
      changes: [{ field: 'role', from: null, to: 'admin' }],
    });
    return makeOneTimeLink(client, staffId, 'set_up');
  });
}
