import { z } from 'zod';
import { withWhatWasSeen } from './as-seen.ts';
import { saidFields, writtenFields } from './custom-field.ts';
import { anyCaseUuid, instant, pageCursor, uuid } from './identifiers.ts';
import { personName } from './names.ts';
import { whereOfFields } from './where.ts';

/** An address as somebody writes it; read in lower case. */
const address = z.email().max(254).toLowerCase();
/** How long a note about a customer or an organisation may be: what colleagues should know. */
export const LONGEST_NOTE = 10_000;
const note = z.string().trim().max(LONGEST_NOTE);
/** What a telephone understands, and what people write around it. */
const phone = z
  .string()
  .trim()
  .min(3)
  .max(40)
  .regex(/^[+\d][\d ()/.\-x]*$/, 'is not a telephone number');

/** A customer as their own page shows them. */
export const customerView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    /** Where mail goes to. */
    email: z.string(),
    /** Every address of theirs, that one among them. `bounce`: what the server said that takes no mail for it. */
    addresses: z.array(
      z.strictObject({ address: z.string(), bouncedAt: instant.nullable(), bounce: z.string().nullable() }),
    ),
    phone: z.string().nullable(),
    note: z.string(),
    organisation: z.strictObject({ id: uuid, name: z.string() }).nullable(),
    /** What is said in custom fields, by their ids. */
    fields: saidFields,
    /** Since when what they send is shown to nobody. */
    blockedAt: instant.nullable(),
    createdAt: instant,
    /** What the viewer may do with them. */
    may: z.array(z.enum(['change', 'block', 'merge'])),
  })
  .meta({ id: 'CustomerView', description: 'Somebody who asks for help, as the agent side knows them.' });
/** See `customerView`. */
export type CustomerView = z.infer<typeof customerView>;

const customerChanges = z
  .strictObject({
    name: personName,
    /** Must be one of their addresses. */
    email: address,
    addresses: z
      .array(address)
      .min(1)
      .max(50)
      .refine((all) => new Set(all).size === all.length, 'names an address twice'),
    phone: phone.nullable(),
    note,
    organisationId: anyCaseUuid.nullable(),
    isBlocked: z.boolean(),
    /** Of custom fields those that are named; null empties one. */
    fields: writtenFields,
  })
  .partial();

/** What of somebody is changed; what is not named stays. */
export const changeCustomerRequest = withWhatWasSeen(customerChanges, customerChanges).meta({ id: 'ChangeCustomer' });
/** See `changeCustomerRequest`. */
export type ChangeCustomerRequest = z.output<typeof changeCustomerRequest>;

/** Who somebody really is: the customer that takes their addresses and tickets. */
export const mergeCustomerRequest = z.strictObject({ into: anyCaseUuid }).meta({ id: 'MergeCustomer' });

/** What a host is called: labels of letters and digits, joined by dots; read in lower case. */
export const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u, 'is not a domain');

/** Whom customers belong to. */
export const organisationView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    note: z.string(),
    /** Whoever writes from one of these for the first time belongs to it. */
    domains: z.array(z.string()),
    /** Everybody in it sees what the others asked for. */
    sharesTickets: z.boolean(),
    /** What is said in custom fields, by their ids. */
    fields: saidFields,
    customers: z.int().nonnegative(),
    createdAt: instant,
    may: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'Organisation', description: 'Whom customers belong to.' });
/** See `organisationView`. */
export type OrganisationView = z.infer<typeof organisationView>;

const organisationParts = {
  name: personName,
  note,
  domains: z
    .array(hostName)
    .max(100)
    .refine((all) => new Set(all).size === all.length, 'names a domain twice'),
  sharesTickets: z.boolean(),
  /** Of custom fields those that are named; null empties one. */
  fields: writtenFields,
};

/** An organisation as somebody makes it. Names that differ in case alone are one. */
export const organisationRequest = z
  .strictObject({
    name: organisationParts.name,
    note: organisationParts.note.default(''),
    domains: organisationParts.domains.default([]),
    sharesTickets: organisationParts.sharesTickets.default(false),
    fields: organisationParts.fields.default({}),
  })
  .meta({ id: 'OrganisationRequest' });
/** See `organisationRequest`. */
export type OrganisationRequest = z.output<typeof organisationRequest>;

const organisationChanges = z.strictObject(organisationParts).partial();

/** What of an organisation is changed; what is not named stays. */
export const changeOrganisationRequest = withWhatWasSeen(organisationChanges, organisationChanges).meta({
  id: 'ChangeOrganisation',
});
/** See `changeOrganisationRequest`. */
export type ChangeOrganisationRequest = z.output<typeof changeOrganisationRequest>;

/** Organisations whose name or a domain of which begins like this; without it all, by name. */
export const organisationSearch = z.strictObject({
  search: z.string().trim().max(100).default(''),
  /** A condition on their custom fields as JSON, such as `{"field":"custom.<id>","op":"is","value":"gold"}`. */
  where: whereOfFields.optional(),
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** See `organisationSearch`. */
export type OrganisationSearch = z.output<typeof organisationSearch>;

/** A page of organisations, by name. */
export const organisationList = z
  .strictObject({
    organisations: z.array(organisationView),
    /** Ask again with it as `after`; null: that was the last page. */
    next: pageCursor.nullable(),
  })
  .meta({ id: 'OrganisationList' });

/** A page of whoever belongs to an organisation. */
export const organisationCustomersQuery = z.strictObject({
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
