import type { WholeCustomer } from '#store/people/customers';

/** What the audit log tells of a customer. */
export const fieldsOfCustomer = (customer: WholeCustomer) => {
  const { name, email, phone, note, organisation, blockedAt, addresses, fields } = customer;
  return {
    ...fields,
    ...{ name, email, phone, note, organisation: organisation?.name ?? null, blocked: blockedAt !== null },
    addresses: addresses.map(({ address }) => address),
  };
};
