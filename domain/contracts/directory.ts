import { z } from 'zod';
import { anyCaseUuid, pageCursor, uuid } from './identifiers.ts';
import { personName } from './names.ts';
import { whereOfFields } from './where.ts';

/** Somebody on the agent side, by name. */
export const namedPerson = z
  .strictObject({ id: uuid, name: z.string() })
  .meta({ id: 'NamedPerson', description: 'Somebody on the agent side.' });

/** A team, by name. */
export const namedTeam = z
  .strictObject({ id: uuid, name: z.string() })
  .meta({ id: 'NamedTeam', description: 'A team.' });

/** Who asks for help. */
export const customer = z
  .strictObject({ id: uuid, name: z.string(), email: z.string() })
  .meta({ id: 'Customer', description: 'Somebody who asks for help.' });
/** See `customer`. */
export type Customer = z.infer<typeof customer>;

/** Everybody on the agent side and all teams, by name: for choosing, and for naming whoever an id stands for. */
export const directory = z
  .strictObject({
    staff: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        /** The code of a role. */
        role: z.string(),
        /** Who left still has a name, and is not to be chosen. */
        isActive: z.boolean(),
        /** Whether tickets can be given to them. */
        isAssignable: z.boolean(),
        /** Whether they are absent now: flows pass them over. */
        isAbsent: z.boolean(),
      }),
    ),
    teams: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        /** Nothing new comes to one that is not. */
        isActive: z.boolean(),
        /** Those who left are among them. */
        memberIds: z.array(uuid),
      }),
    ),
  })
  .meta({ id: 'Directory', description: 'Everybody on the agent side and all teams, by name.' });
/** See `directory`. */
export type Directory = z.infer<typeof directory>;

/** Customers whose address or one of whose names begins like this; without it all. */
export const customerSearch = z.strictObject({
  search: z.string().trim().max(100).default(''),
  /** Of those who belong to one organisation. */
  organisation: anyCaseUuid.optional(),
  /** `blocked`; `bounced`: mail to one of their addresses came back. */
  mark: z.enum(['blocked', 'bounced']).optional(),
  /**
   * A condition on their custom fields as JSON, such as `{"field":"custom.<id>","op":"is","value":"gold"}`; what they leave
   * empty is asked of their organisation.
   */
  where: whereOfFields.optional(),
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
/** See `customerSearch`. */
export type CustomerSearch = z.output<typeof customerSearch>;

/** A customer as a list shows them. */
export const listedCustomer = customer
  .extend({
    organisation: z.strictObject({ id: uuid, name: z.string() }).nullable(),
    isBlocked: z.boolean(),
    /** Whether mail to one of their addresses came back. */
    isBounced: z.boolean(),
  })
  .meta({ id: 'ListedCustomer', description: 'Somebody who asks for help, as a list shows them.' });
/** See `listedCustomer`. */
export type ListedCustomer = z.infer<typeof listedCustomer>;

/** A page of customers, by name. */
export const customerList = z
  .strictObject({
    customers: z.array(listedCustomer),
    /** Ask again with it as `after`; null: that was the last page. */
    next: pageCursor.nullable(),
  })
  .meta({ id: 'CustomerList' });
/** See `customerList`. */
export type CustomerList = z.infer<typeof customerList>;

/** A customer by their address: whoever has it already, or a new one of this name. */
export const createCustomerRequest = z
  .strictObject({
    name: personName,
    /** Read in lower case: two that differ in case alone are one. */
    email: z.email().max(254).toLowerCase(),
  })
  .meta({ id: 'CreateCustomer' });
