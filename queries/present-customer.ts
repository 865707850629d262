import type { CustomerView, OrganisationView } from '#domain/contracts/customer';
import type { FieldValues } from '#domain/fields/definition';
import type { Actor } from '#domain/permissions/actor';
import { may } from '#domain/permissions/permission';
import type { WholeCustomer } from '#store/people/customers';
import type { Organisation } from '#store/people/organisations';

/** A customer as somebody on the agent side sees them, with what that viewer may do. */
export function presentCustomer(customer: WholeCustomer & { readonly email: string }, viewer: Actor): CustomerView {
  const { id, name, email, phone, note, organisation, blockedAt, createdAt, addresses, fields } = customer;
  const manages = may(viewer, 'customer.manage');
  return {
    ...{ id, name, email, phone, note, organisation, createdAt: text(createdAt) },
    fields: said(fields),
    blockedAt: blockedAt === null ? null : text(blockedAt),
    addresses: addresses.map(({ address, bouncedAt, bounce }) => {
      return { address, bounce, bouncedAt: bouncedAt === null ? null : text(bouncedAt) };
    }),
    may: [
      ...(may(viewer, 'ticket.work') ? (['change'] as const) : []),
      ...(manages ? (['block', 'merge'] as const) : []),
    ],
  };
}

/** An organisation as somebody on the agent side sees it, with what that viewer may do. */
export function presentOrganisation(
  { createdAt, domains, fields, ...rest }: Organisation,
  viewer: Actor,
): OrganisationView {
  const acts = may(viewer, 'customer.manage') ? (['change', 'delete'] as const) : [];
  return { ...rest, fields: said(fields), domains: [...domains], createdAt: text(createdAt), may: [...acts] };
}

const text = (at: number) => new Date(at).toISOString();

/** Lists anew, since what is sent may be changed by whoever gets it. */
const said = (fields: FieldValues): CustomerView['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([id, value]) => [id, typeof value === 'object' ? [...value] : value] as const),
  );
