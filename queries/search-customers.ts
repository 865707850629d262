import type { CustomerList } from '#domain/contracts/directory';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { customers } from '#store/people/customers';
import type { Queryable } from '#store/queryable';

/**
 * Customers whose address begins with a text, or whose names do.
 *
 * @throws {Problem} `forbidden` (customers)
 */
export async function searchCustomers(
  client: Queryable,
  viewer: Actor,
  { search, limit }: { readonly search: string; readonly limit: number },
): Promise<CustomerList> {
  if (viewer.kind === 'customer') throw new Problem('forbidden');
  return { customers: await customers.search(client, search, limit) };
}
