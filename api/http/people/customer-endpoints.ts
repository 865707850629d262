import { createCustomer } from '#commands/people/customers/create-customer';
import { createCustomerRequest, customer, customerList, customerSearch } from '#domain/contracts/directory';
import { searchCustomers } from '#queries/search-customers';
import { endpoint, ReplyWithStatus, type Endpoint } from '../endpoint.ts';
import type { TicketDoor } from '../tickets/ticket-door.ts';

/** GET and POST /customers */
export const customerEndpoints = ({ pool, readActor }: Pick<TicketDoor, 'pool' | 'readActor'>): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/customers',
    summary: 'Customers by name, a page at a time',
    description:
      'For the agent side. Each word of `search` must begin a word of the name, or all of it one of their addresses. Whoever ' +
      'was merged is not there. Ask again with `after` set to `next`.',
    readActor,
    query: customerSearch,
    reply: customerList,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => searchCustomers(pool, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/customers',
    summary: 'Find or create the customer of an address',
    description:
      'For agents, who enter a call or a visit. Whoever has the address already is the answer (200), under the name they have; ' +
      'else they are new (201). Upper and lower case are the same. Safe to repeat. ' +
      'An address of the desk, or of a colleague, is nobody’s.',
    readActor,
    body: createCustomerRequest,
    reply: customer,
    status: 201,
    otherStatuses: [200],
    problems: ['forbidden', 'not_possible'],
    async handle({ body }, { actor }) {
      const created = await createCustomer({ client: pool, actor }, body);
      return created.isNew ? created.customer : new ReplyWithStatus(200, created.customer);
    },
  }),
];
