import { changesBetween } from '#domain/audit/changes-between';
import type { ChangeCustomFieldRequest, CreateCustomFieldRequest } from '#domain/contracts/custom-field';
import { Problem } from '#domain/contracts/problem';
import type { FieldDefinition, FieldOptions, FieldSubject } from '#domain/fields/definition';
import { lockForTransaction } from '#store/lock-for-transaction';
import { customFields } from '#store/fields/custom-fields';
import type { PoolClient } from 'pg';
import { adminCommand } from '../admin/admin-command.ts';
import { requireAsSeen } from '../admin/require-as-seen.ts';

const nameTaken = { detail: 'There is a field of this name already.', reason: 'name_taken' } as const;

/** Make a custom field, after the others. @throws {Problem} `forbidden`; `not_possible` (the name is taken) */
export const createCustomField = adminCommand<CreateCustomFieldRequest, FieldDefinition>(
  'field.manage',
  async ({ client, audit }, wanted) => {
    await lockForTransaction(client, 'custom-fields');
    const made = await customFields.insert(client, wanted);
    if (!made) throw new Problem('not_possible', nameTaken);
    const subject = { kind: 'field', id: made.id, name: made.name } as const;
    await audit({ act: 'field.created', subject, changes: changesBetween({}, told(made)) });
    return made;
  },
);

/**
 * Rename a field, change its choices or limits, or take it out of use. A choice is never left out: it may be somewhere.
 *
 * @throws {Problem} `forbidden`; `not_found`; `not_possible` (the name is taken, a choice is missing, options of another kind);
 * `stale`
 */
export const changeCustomField = adminCommand<ChangeCustomFieldRequest & { readonly fieldId: string }, FieldDefinition>(
  'field.manage',
  async ({ client, audit }, { fieldId, was, ...wanted }) => {
    await lockForTransaction(client, 'custom-fields');
    const before = await lockField(client, fieldId);
    requireAsSeen(was, { ...before });
    const { name = before.name, isActive = before.isActive, options = before.options } = wanted;
    requireFitting(before, options);
    if (!(await customFields.update(client, fieldId, { name, options, isActive }))) {
      throw new Problem('not_possible', nameTaken);
    }
    const after = await lockField(client, fieldId);
    const changes = changesBetween(told(before), told(after));
    if (changes.length > 0)
      await audit({ act: 'field.changed', subject: { kind: 'field', id: fieldId, name }, changes });
    return after;
  },
);

/** Put the fields of a subject into an order. @throws {Problem} `forbidden` */
export const orderCustomFields = adminCommand<
  { readonly subject: FieldSubject; readonly ids: readonly string[] },
  FieldDefinition[]
>('field.manage', async ({ client, audit }, { subject, ids }) => {
  await lockForTransaction(client, 'custom-fields');
  const before = await namesInOrder(client, subject);
  await customFields.order(client, subject, ids);
  const after = await namesInOrder(client, subject);
  if (before.join('\n') !== after.join('\n')) {
    const changes = [{ field: 'order', from: before, to: after }];
    await audit({ act: 'field.changed', subject: { kind: 'field', id: subject, name: subject }, changes });
  }
  return customFields.list(client);
});

const namesInOrder = async (client: PoolClient, subject: FieldSubject): Promise<string[]> =>
  (await customFields.listOf(client, subject)).map(({ name }) => name);

async function lockField(client: PoolClient, id: string): Promise<FieldDefinition> {
  const found = await customFields.lock(client, id);
  if (!found) throw new Problem('not_found');
  return found;
}

function requireFitting({ kind, options: before }: FieldDefinition, { choices, lookup, min, max }: FieldOptions): void {
  const missing = (before.choices ?? []).find(({ code }) => !choices?.some((choice) => choice.code === code));
  if (missing) {
    throw new Problem('not_possible', {
      detail: `The choice ${missing.label} may be chosen somewhere: take it out of use instead.`,
      reason: 'choice_in_use',
    });
  }
  const isChoice = kind === 'choice' || kind === 'multi_choice';
  const isOther =
    (!isChoice && choices !== undefined) ||
    lookup !== before.lookup ||
    (kind !== 'number' && (min ?? max) !== undefined);
  if (isOther) throw new Problem('not_possible', { detail: 'These are options of another kind of field.' });
}

const told = ({ subject, name, kind, options, isActive }: FieldDefinition) => ({
  ...{ of: subject, name, kind, isActive, lookup: options.lookup ?? null },
  min: options.min ?? null,
  max: options.max ?? null,
  choices: (options.choices ?? []).map((choice) => (choice.isActive ? choice.label : `${choice.label} (out of use)`)),
});
