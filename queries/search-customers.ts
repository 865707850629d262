import type { CustomerList, CustomerSearch } from '#domain/contracts/directory';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { searchCustomers as search } from '#store/people/search-customers';
import type { Queryable } from '#store/queryable';
import { requireAskable } from './read-where.ts';
import { readIdCursor } from './refuse-cursor.ts';

/**
 * A page of the customers that fit, by name.
 *
 * @throws {Problem} `forbidden` (customers), `invalid_request` (a cursor that is none, a condition that cannot be asked)
 */
export async function searchCustomers(
  client: Queryable,
  viewer: Actor,
  { organisation, after, limit, ...wanted }: CustomerSearch,
): Promise<CustomerList> {
  if (viewer.kind === 'customer') throw new Problem('forbidden');
  if (wanted.where) await requireAskable(client, wanted.where);
  const page = { organisationId: organisation, after: readIdCursor(after), limit: limit + 1 };
  const rows = await search(client, { ...wanted, ...page });
  const customers = rows.slice(0, limit);
  return { customers, next: rows.length > limit ? (customers.at(-1)?.id ?? null) : null };
}
