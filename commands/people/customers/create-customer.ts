import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { canWork } from '#domain/permissions/ticket';
import { customers, type CustomerRow } from '#store/people/customers';
import type { Queryable } from '#store/queryable';
import { requireThat } from '../../tickets/require-that.ts';
import { requireFreeAddress } from './require-free-address.ts';

/** A customer as whoever takes the call enters them. */
export interface CreateCustomerInput {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
}

/**
 * The customer of an address: whoever has it already, with the name they have, or a new one. Safe to repeat.
 *
 * @throws {Problem} `forbidden`, `not_possible` (an address of the desk or of a colleague)
 */
export async function createCustomer(
  { client, actor }: { readonly client: Queryable; readonly actor: Actor },
  { name, email }: CreateCustomerInput,
): Promise<{ readonly customer: CustomerRow; readonly isNew: boolean }> {
  requireThat(actor.kind === 'staff' && canWork(actor));
  const known = await find(client, email);
  if (known) return { customer: known, isNew: false };
  await requireFreeAddress(client, email);
  const created = await customers.insert(client, { name, address: email });
  if (created) return { customer: created, isNew: true };
  const found = await find(client, email);
  if (!found) throw new Problem('not_possible', { detail: 'Somebody removed that customer just now.' });
  return { customer: found, isNew: false };
}

async function find(client: Queryable, email: string): Promise<CustomerRow | null> {
  const found = await customers.findByAddress(client, email);
  if (!found) return null;
  const { isBlocked: _, ...customer } = found;
  return customer;
}
