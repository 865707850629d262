import type { CustomerView, OrganisationSearch, OrganisationView } from '#domain/contracts/customer';
import type { CustomerList, CustomerSearch } from '#domain/contracts/directory';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { customers } from '#store/people/customers';
import { organisations } from '#store/people/organisations';
import type { Queryable } from '#store/queryable';
import { presentCustomer, presentOrganisation } from './present-customer.ts';
import { requireAskable } from './read-where.ts';
import { readIdCursor } from './refuse-cursor.ts';
import { searchCustomers } from './search-customers.ts';

function requireStaff(viewer: Actor): void {
  if (viewer.kind === 'customer') throw new Problem('forbidden');
}

/**
 * One customer; whoever was merged is the one they were merged into.
 *
 * @throws {Problem} `forbidden` (customers), `not_found`
 */
export async function readCustomer(client: Queryable, viewer: Actor, customerId: string): Promise<CustomerView> {
  requireStaff(viewer);
  const found = await customers.find(client, customerId);
  if (!found) throw new Problem('not_found');
  const { email, mergedIntoId } = found;
  if (email !== null) return presentCustomer({ ...found, email }, viewer);
  if (mergedIntoId === null) throw new Error('A customer without an address was not merged.');
  return readCustomer(client, viewer, mergedIntoId);
}

/**
 * A page of the organisations that fit, by name.
 *
 * @throws {Problem} `forbidden` (customers), `invalid_request` (a cursor that is none, a condition that cannot be asked)
 */
export async function searchOrganisations(
  client: Queryable,
  viewer: Actor,
  { after, limit, ...wanted }: OrganisationSearch,
): Promise<{ organisations: OrganisationView[]; next: string | null }> {
  requireStaff(viewer);
  if (wanted.where) await requireAskable(client, wanted.where);
  const rows = await organisations.search(client, { ...wanted, after: readIdCursor(after), limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    organisations: page.map((one) => presentOrganisation(one, viewer)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** One organisation, for staff. @throws {Problem} `forbidden` (customers), `not_found` */
export async function readOrganisation(client: Queryable, viewer: Actor, id: string): Promise<OrganisationView> {
  requireStaff(viewer);
  const found = await organisations.find(client, id);
  if (!found) throw new Problem('not_found');
  return presentOrganisation(found, viewer);
}

/**
 * A page of whoever belongs to an organisation, by name.
 *
 * @throws {Problem} `forbidden` (customers), `not_found`, `invalid_request` (a cursor that is none)
 */
export async function listOrganisationCustomers(
  client: Queryable,
  viewer: Actor,
  organisationId: string,
  page: Pick<CustomerSearch, 'after' | 'limit'>,
): Promise<CustomerList> {
  await readOrganisation(client, viewer, organisationId);
  return searchCustomers(client, viewer, { search: '', organisation: organisationId, ...page });
}
