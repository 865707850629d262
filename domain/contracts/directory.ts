import { z } from 'zod';
import { STAFF_ROLES } from '../permissions/actor.ts';
import { uuid } from './identifiers.ts';

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
        role: z.enum(STAFF_ROLES),
        /** Who left still has a name, and is not to be chosen. */
        isActive: z.boolean(),
      }),
    ),
    teams: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        /** Those who left are among them. */
        memberIds: z.array(uuid),
      }),
    ),
  })
  .meta({ id: 'Directory', description: 'Everybody on the agent side and all teams, by name.' });
/** See `directory`. */
export type Directory = z.infer<typeof directory>;

/** Customers whose address or one of whose names begins like this. */
export const customerSearch = z.strictObject({
  search: z.string().trim().min(2).max(100),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** Customers, by name. */
export const customerList = z.strictObject({ customers: z.array(customer) }).meta({ id: 'CustomerList' });
/** See `customerList`. */
export type CustomerList = z.infer<typeof customerList>;

/** A customer by their address: whoever has it already, or a new one of this name. */
export const createCustomerRequest = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^\P{Cc}*$/u, 'has control characters'),
    /** Read in lower case: two that differ in case alone are one. */
    email: z.email().max(254).toLowerCase(),
  })
  .meta({ id: 'CreateCustomer' });
