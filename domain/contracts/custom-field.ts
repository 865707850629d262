import { z } from 'zod';
import { CUSTOM_KINDS, FIELD_SUBJECTS, LOOKUPS } from '../fields/definition.ts';
import { withWhatWasSeen } from './as-seen.ts';
import { anyCaseUuid, uuid } from './identifiers.ts';
import { personName } from './names.ts';

/** What a choice is known by in facts and conditions: made of its first label, and stays. */
const choiceCode = z
  .string()
  .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'is not the code of a choice')
  .max(40);

const choice = z.strictObject({
  code: choiceCode,
  label: personName,
  /** One that is not is not offered any more, and stays where it was chosen. */
  isActive: z.boolean().default(true),
});

const options = z
  .strictObject({
    /** Of `choice` and `multi_choice`. */
    choices: z
      .array(choice)
      .min(1)
      .max(200)
      .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'names a code twice')
      .optional(),
    /** Of `number`. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** Of `lookup`. */
    lookup: z.enum(LOOKUPS).optional(),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'ends before it begins');

/** A custom field. */
export const customFieldView = z
  .strictObject({
    id: uuid,
    subject: z.enum(FIELD_SUBJECTS),
    name: z.string(),
    kind: z.enum(CUSTOM_KINDS),
    options,
    position: z.int(),
    /** One that is not is neither shown nor asked for; what was said in it stays. */
    isActive: z.boolean(),
    /** What the viewer may do with it. */
    may: z.array(z.enum(['change'])),
  })
  .meta({
    id: 'CustomField',
    description: 'What an installation wants to know of tickets, customers or organisations besides.',
  });
/** See `customFieldView`. */
export type CustomFieldView = z.infer<typeof customFieldView>;

/** All of them, by subject and in their order. */
export const customFieldList = z.strictObject({ fields: z.array(customFieldView) }).meta({ id: 'CustomFieldList' });

/** A field as somebody makes it. Its kind stays. */
export const createCustomFieldRequest = z
  .strictObject({
    subject: z.enum(FIELD_SUBJECTS),
    name: personName,
    kind: z.enum(CUSTOM_KINDS),
    options: options.default({}),
  })
  .superRefine(({ kind, options: { choices, lookup, min, max } }, context) => {
    const complain = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['options', name], message });
    const isChoice = kind === 'choice' || kind === 'multi_choice';
    if (isChoice !== (choices !== undefined)) complain('choices', isChoice ? 'must be named' : 'are for choices alone');
    if ((kind === 'lookup') !== (lookup !== undefined))
      complain('lookup', kind === 'lookup' ? 'must be named' : 'is for lookups alone');
    if (kind !== 'number' && (min !== undefined || max !== undefined)) complain('min', 'and max are for numbers alone');
  })
  .meta({ id: 'CreateCustomField' });
/** See `createCustomFieldRequest`. */
export type CreateCustomFieldRequest = z.output<typeof createCustomFieldRequest>;

const fieldChanges = z.strictObject({ name: personName, options, isActive: z.boolean() }).partial();

/** What of a field is changed; what is not named stays. Choices are all of them: none that there was is left out. */
export const changeCustomFieldRequest = withWhatWasSeen(fieldChanges, fieldChanges).meta({ id: 'ChangeCustomField' });
/** See `changeCustomFieldRequest`. */
export type ChangeCustomFieldRequest = z.output<typeof changeCustomFieldRequest>;

/** The order of the fields of a subject. */
export const orderCustomFieldsRequest = z
  .strictObject({ subject: z.enum(FIELD_SUBJECTS), ids: z.array(anyCaseUuid).max(500) })
  .meta({ id: 'OrderCustomFields' });

/** A value of a field, as the field's kind has it; null: nothing. */
const writtenValue = z.union([
  z.string().max(5_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(100)).max(200),
  z.null(),
]);

/** Values by the ids of fields; those that are not named stay. */
export const writtenFields = z
  .record(uuid, writtenValue)
  .refine((fields) => Object.keys(fields).length <= 200, 'names too many fields');

/** What is said in custom fields, by their ids; those that are empty are missing. */
export const saidFields = z.record(uuid, z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
