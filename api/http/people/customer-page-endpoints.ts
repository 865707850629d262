import { clearBounce } from '#commands/people/customers/clear-bounce';
import { changeCustomer } from '#commands/people/customers/change-customer';
import { mergeCustomers } from '#commands/people/customers/merge-customers';
import { changeCustomerRequest, customerView, mergeCustomerRequest } from '#domain/contracts/customer';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { readCustomer } from '#queries/read-customers';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

const ofCustomer = z.strictObject({ customerId: anyCaseUuid });
const ofAddress = z.strictObject({ customerId: anyCaseUuid, address: z.string().min(3).max(254).toLowerCase() });

/** The endpoints of one customer, for the agent side. */
export const customerPageEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/customers/:customerId',
    summary: 'One customer, with all addresses',
    description: 'Whoever was merged into another is that other.',
    readActor: door.readActor,
    params: ofCustomer,
    reply: customerView,
    problems: ['forbidden', 'not_found'],
    handle: ({ params }, { actor }) => readCustomer(door.pool, actor, params.customerId),
  }),
  endpoint({
    method: 'patch',
    path: '/customers/:customerId',
    summary: 'Change a customer: name, addresses, telephone, note, organisation, whether they are blocked',
    description:
      'What is not named stays. `addresses` names all of them. What a blocked customer sends makes no ticket that anybody ' +
      'is shown; blocking needs the permission to manage customers.',
    readActor: door.readActor,
    params: ofCustomer,
    body: changeCustomerRequest,
    reply: customerView,
    problems: ['forbidden', 'not_found', 'unknown_reference', 'not_possible', 'stale'],
    async handle({ params: { customerId }, body }, context) {
      await changeCustomer(adminContextOf(door, context), { customerId, ...body });
      return readCustomer(door.pool, context.actor, customerId);
    },
  }),
  endpoint({
    method: 'put',
    path: '/customers/:customerId/merge',
    summary: 'Merge a customer into another: they are one person',
    description: 'The other takes all addresses and tickets. It cannot be undone. The answer is the other.',
    readActor: door.readActor,
    params: ofCustomer,
    body: mergeCustomerRequest,
    reply: customerView,
    problems: ['forbidden', 'not_found', 'unknown_reference', 'not_possible'],
    async handle({ params: { customerId }, body: { into } }, context) {
      await mergeCustomers(adminContextOf(door, context), { customerId, into });
      return readCustomer(door.pool, context.actor, into);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/customers/:customerId/bounces/:address',
    summary: 'Say that an address is right although mail to it came back',
    readActor: door.readActor,
    params: ofAddress,
    problems: ['forbidden', 'not_found'],
    handle: ({ params }, context) => clearBounce(adminContextOf(door, context), params),
  }),
];
