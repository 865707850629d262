import type { CustomFieldView } from '#domain/contracts/custom-field';
import type { FieldDefinition } from '#domain/fields/definition';
import type { Actor } from '#domain/permissions/actor';
import { may } from '#domain/permissions/permission';

/** A custom field as the agent side sees it. */
export const presentCustomField = (
  { options: { choices, ...options }, ...field }: FieldDefinition,
  viewer: Actor,
): CustomFieldView => ({
  ...field,
  may: may(viewer, 'field.manage') ? ['change'] : [],
  options: { ...options, ...(choices && { choices: choices.map((choice) => ({ ...choice })) }) },
});
