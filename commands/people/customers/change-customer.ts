import { changesBetween } from '#domain/audit/changes-between';
import type { ChangeCustomerRequest } from '#domain/contracts/customer';
import { Problem } from '#domain/contracts/problem';
import { has } from '#domain/permissions/permission';
import { customers, type WholeCustomer } from '#store/people/customers';
import { organisations } from '#store/people/organisations';
import type { PoolClient } from 'pg';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';
import { judgeFields, valuesOf } from '../../fields/judge-fields.ts';
import { requireThat } from '../../tickets/require-that.ts';
import { fieldsOfCustomer } from './fields-of-customer.ts';
import { requireFreeAddress } from './require-free-address.ts';

/** Whom to change, and what of them; what is not named stays. */
export type ChangeCustomerInput = ChangeCustomerRequest & { readonly customerId: string };

/**
 * Change what is known of a customer. What a blocked one sends is kept where nobody is bothered by it.
 *
 * @throws {Problem} `not_found`; `forbidden` (blocking needs more); `unknown_reference` (the organisation); `not_possible` (an
 * address is somebody else's or ours, the main one is none of theirs, they were merged); `stale`
 */
export const changeCustomer = adminCommand<ChangeCustomerInput, WholeCustomer>(
  'ticket.work',
  async ({ client, actor, audit }, { customerId, was, ...wanted }) => {
    const before = await lockCustomer(client, customerId);
    requireAsSeen(was, asShown(before));
    const { isBlocked = before.blockedAt !== null, organisationId = before.organisation?.id ?? null } = wanted;
    requireThat(isBlocked === (before.blockedAt !== null) || has(actor, 'customer.manage'));
    if (organisationId !== null && !(await organisations.hold(client, organisationId))) {
      throw new Problem('unknown_reference', { detail: 'There is no such organisation.', reason: 'organisation_gone' });
    }
    const { name = before.name, phone = before.phone, note = before.note } = wanted;
    const email = await changeAddresses(client, before, wanted);
    const fields = valuesOf(await judgeFields({ client, actor }, 'customer', wanted.fields ?? {}, before.fields));
    await customers.update(client, customerId, { name, email, phone, note, organisationId, isBlocked, fields });
    await customers.removeAddresses(client, customerId, dropped(before, wanted.addresses));
    const after = await lockCustomer(client, customerId);
    const changes = changesBetween(fieldsOfCustomer(before), fieldsOfCustomer(after));
    if (changes.length > 0) {
      await audit({
        act: 'customer.changed',
        subject: { kind: 'customer', id: customerId, name: after.name },
        changes,
      });
    }
    return after;
  },
);

/** A customer that is to be changed. @throws {Problem} `not_found`; `not_possible` (they were merged) */
async function lockCustomer(client: PoolClient, id: string): Promise<WholeCustomer & { readonly email: string }> {
  const found = await customers.lock(client, id);
  if (!found) throw new Problem('not_found');
  const { email } = found;
  if (email === null)
    throw new Problem('not_possible', { detail: 'This customer was merged into another.', reason: 'customer_merged' });
  return { ...found, email };
}

const dropped = ({ addresses }: WholeCustomer, kept: readonly string[] | undefined) =>
  kept === undefined ? [] : addresses.map(({ address }) => address).filter((address) => !kept.includes(address));

/** Give them the addresses they do not have yet. @returns the one that mail is to go to */
async function changeAddresses(
  client: PoolClient,
  { id, addresses, email: current }: WholeCustomer & { readonly email: string },
  { email, addresses: named }: ChangeCustomerRequest,
): Promise<string> {
  const owned = addresses.map(({ address }) => address);
  const wanted = named ?? owned;
  const main = email ?? current;
  if (!wanted.includes(main)) {
    throw new Problem('not_possible', {
      detail: `${main} is where mail goes to, so it must be among the addresses.`,
      reason: 'main_address_missing',
    });
  }
  for (const address of wanted.filter((one) => !owned.includes(one))) {
    await requireFreeAddress(client, address);
    if (!(await customers.addAddress(client, id, address))) {
      throw new Problem('not_possible', {
        detail: `${address} is another customer’s. If they are the same person, merge them.`,
        reason: 'address_of_customer',
      });
    }
  }
  return main;
}

/** As whoever changes them names it. */
const asShown = ({ name, email, phone, note, organisation, blockedAt, addresses, fields }: WholeCustomer) => ({
  ...{ name, email, phone, note, organisationId: organisation?.id ?? null, isBlocked: blockedAt !== null, fields },
  addresses: addresses.map(({ address }) => address),
});
