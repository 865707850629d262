import { Problem } from '#domain/contracts/problem';
import { mailAddresses } from '#store/mail/mail-addresses';
import type { Queryable } from '#store/queryable';

/** Somebody on the agent side has it already. */
export const addressTaken = () =>
  new Problem('not_possible', {
    ...{ detail: 'Somebody on the agent side has this address already.', reason: 'address_taken' },
  });

/**
 * See that links may be mailed to an address: mail to one of the desk becomes a ticket, and whoever reads that could use the
 * link. A customer's is free: a colleague may have asked for help before.
 *
 * @param email in lower case
 * @throws {Problem} `not_possible`
 */
export async function requireForeignAddress(client: Queryable, email: string): Promise<void> {
  if (!(await mailAddresses.isOwn(client, email))) return;
  throw new Problem('not_possible', { detail: `${email} is an address of this desk.`, reason: 'address_of_desk' });
}
