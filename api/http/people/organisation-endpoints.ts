import {
  changeOrganisation,
  createOrganisation,
  deleteOrganisation,
} from '#commands/people/organisations/change-organisation';
import {
  organisationCustomersQuery,
  organisationList,
  changeOrganisationRequest,
  organisationRequest,
  organisationSearch,
  organisationView,
} from '#domain/contracts/customer';
import { customerList } from '#domain/contracts/directory';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { presentOrganisation } from '#queries/present-customer';
import { listOrganisationCustomers, readOrganisation, searchOrganisations } from '#queries/read-customers';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

const ofOrganisation = z.strictObject({ organisationId: anyCaseUuid });

/** The endpoints of organisations, for the agent side. */
export const organisationEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/organisations',
    summary: 'Organisations by name, a page at a time',
    description: 'By the beginning of their name or of a domain. Ask again with `after` set to `next`.',
    readActor: door.readActor,
    query: organisationSearch,
    reply: organisationList,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => searchOrganisations(door.pool, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/organisations',
    summary: 'Make an organisation',
    description: 'Customers who belong to none and have an address of its domains come to it at once.',
    readActor: door.readActor,
    body: organisationRequest,
    reply: organisationView,
    status: 201,
    problems: ['forbidden', 'not_possible'],
    handle: async ({ body }, context) =>
      presentOrganisation(await createOrganisation(adminContextOf(door, context), body), context.actor),
  }),
  endpoint({
    method: 'get',
    path: '/organisations/:organisationId',
    summary: 'One organisation',
    readActor: door.readActor,
    params: ofOrganisation,
    reply: organisationView,
    problems: ['forbidden', 'not_found'],
    handle: ({ params }, { actor }) => readOrganisation(door.pool, actor, params.organisationId),
  }),
  endpoint({
    method: 'patch',
    path: '/organisations/:organisationId',
    summary: 'Change an organisation',
    description:
      'What is not named stays; `domains` names all of them. Customers of a domain that is new, who belong to none, come to it. Nobody leaves it by this.',
    readActor: door.readActor,
    params: ofOrganisation,
    body: changeOrganisationRequest,
    reply: organisationView,
    problems: ['forbidden', 'not_found', 'not_possible', 'stale'],
    handle: async ({ params, body }, context) =>
      presentOrganisation(
        await changeOrganisation(adminContextOf(door, context), { ...params, ...body }),
        context.actor,
      ),
  }),
  endpoint({
    method: 'delete',
    path: '/organisations/:organisationId',
    summary: 'Delete an organisation',
    description: 'Its customers stay, and belong to none.',
    readActor: door.readActor,
    params: ofOrganisation,
    problems: ['forbidden', 'not_found'],
    async handle({ params }, context) {
      await deleteOrganisation(adminContextOf(door, context), params);
      return undefined;
    },
  }),
  endpoint({
    method: 'get',
    path: '/organisations/:organisationId/customers',
    summary: 'Whoever belongs to an organisation, by name',
    readActor: door.readActor,
    params: ofOrganisation,
    query: organisationCustomersQuery,
    reply: customerList,
    problems: ['forbidden', 'not_found'],
    handle: ({ params, query }, { actor }) => listOrganisationCustomers(door.pool, actor, params.organisationId, query),
  }),
];
