import { Problem } from '#domain/contracts/problem';
import { customers } from '#store/people/customers';
import { adminCommand } from '../../admin/admin-command.ts';

/** Which mark to take away. */
export interface ClearBounceInput {
  readonly customerId: string;
  /** In lower case. */
  readonly address: string;
}

/**
 * Take from an address the mark that mail to it comes back. Nothing happens if it has none.
 *
 * @throws {Problem} `forbidden`; `not_found` (the customer, or the address among theirs)
 */
export const clearBounce = adminCommand<ClearBounceInput, undefined>(
  'ticket.work',
  async ({ client, audit }, { customerId, address }) => {
    const found = await customers.lock(client, customerId);
    const marked = found?.addresses.find((one) => one.address === address);
    if (!found || !marked) throw new Problem('not_found');
    if (marked.bouncedAt === null) return undefined;
    await customers.clearBounce(client, address);
    await audit({
      act: 'customer.changed',
      subject: { kind: 'customer', id: customerId, name: found.name },
      changes: [{ field: 'bounce', from: address, to: null }],
    });
    return undefined;
  },
);
