import { accounts } from '#store/people/accounts';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow, OutboxRow } from '#store/outbox/outbox-row';
import { identityProviders } from '#store/people/identity-providers';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';
import { mailLink } from './staff/mail-link.ts';

/** What asking for a new password works with. */
export interface ResetContext {
  readonly pool: Pool;
  readonly deliverSoon: (rows: readonly OutboxRow[]) => void;
}

/**
 * Mail the owner of an address a link with which they choose a new password, within an hour. Nothing happens if nobody who may
 * sign in has the address; or if they have no password and come by a provider, which a mailbox is no way around.
 *
 * @throws {Problem} `not_possible` (this installation has no address that mail goes out from)
 */
export async function requestPasswordReset(
  { pool, deliverSoon }: ResetContext,
  { email, origin }: { readonly email: string; readonly origin: string },
): Promise<void> {
  const outbox = await inTransaction(pool, async (client) => {
    const account = await accounts.findByEmail(client, email);
    if (!account?.isActive) return [];
    if (account.passwordHash === null && (await identityProviders.letsIn(client, account.id))) return [];
    const told: NewOutboxRow[] = [];
    const tell = (row: NewOutboxRow) => void told.push(row);
    const { id: staffId, name } = account;
    await mailLink({ client, tell }, { staffId, name, email, origin, purpose: 'reset_password' });
    return insertOutbox(client, told);
  });
  deliverSoon(outbox);
}
