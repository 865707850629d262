import { Problem } from '#domain/contracts/problem';
import { mailAddresses } from '#store/mail/mail-addresses';
import { staff } from '#store/people/staff';
import type { Queryable } from '#store/queryable';

/**
 * Of the desk's own addresses and those of colleagues no customer has one: mail from there is nobody's question.
 *
 * @throws {Problem} `not_possible`
 */
export async function requireFreeAddress(client: Queryable, address: string): Promise<void> {
  if ((await mailAddresses.isOwn(client, address)) || (await staff.hasAddress(client, address))) {
    throw new Problem('not_possible', { detail: `${address} is an address of this desk.`, reason: 'address_of_desk' });
  }
}
