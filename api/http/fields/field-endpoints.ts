import { changeCustomField, createCustomField, orderCustomFields } from '#commands/fields/change-custom-field';
import {
  changeCustomFieldRequest,
  createCustomFieldRequest,
  customFieldList,
  customFieldView,
  orderCustomFieldsRequest,
} from '#domain/contracts/custom-field';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import { presentCustomField } from '#queries/present-custom-field';
import { customFields } from '#store/fields/custom-fields';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

const ofField = z.strictObject({ fieldId: anyCaseUuid });

/** The endpoints of custom fields: read by everybody on the agent side, made by few. */
export const fieldEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/custom-fields',
    summary: 'All custom fields, by what they are of and in their order',
    readActor: door.readActor,
    reply: customFieldList,
    problems: ['forbidden'],
    async handle(_, { actor }) {
      if (actor.kind === 'customer') throw new Problem('forbidden');
      return { fields: (await customFields.list(door.pool)).map((field) => presentCustomField(field, actor)) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/custom-fields',
    summary: 'Make a custom field',
    description: 'Its kind stays. Codes of choices are in facts and conditions, and stay as well.',
    readActor: door.readActor,
    body: createCustomFieldRequest,
    reply: customFieldView,
    status: 201,
    problems: ['forbidden', 'not_possible'],
    handle: async ({ body }, context) =>
      presentCustomField(await createCustomField(adminContextOf(door, context), body), context.actor),
  }),
  endpoint({
    method: 'patch',
    path: '/custom-fields/:fieldId',
    summary: 'Rename a custom field, change its choices or limits, or take it out of use',
    description: 'No choice is left out: one that is not wanted any more is taken out of use.',
    readActor: door.readActor,
    params: ofField,
    body: changeCustomFieldRequest,
    reply: customFieldView,
    problems: ['forbidden', 'not_found', 'not_possible', 'stale'],
    handle: async ({ params, body }, context) =>
      presentCustomField(await changeCustomField(adminContextOf(door, context), { ...params, ...body }), context.actor),
  }),
  endpoint({
    method: 'put',
    path: '/custom-fields/order',
    summary: 'Put the custom fields of a subject into an order',
    readActor: door.readActor,
    body: orderCustomFieldsRequest,
    reply: customFieldList,
    problems: ['forbidden'],
    async handle({ body }, context) {
      const ordered = await orderCustomFields(adminContextOf(door, context), body);
      return { fields: ordered.map((field) => presentCustomField(field, context.actor)) };
    },
  }),
];
