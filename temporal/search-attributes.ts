import type { Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import proto from '@temporalio/proto';
import { searchAttributeTable } from './search-attribute-table.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;
type IndexedValueType = proto.temporal.api.enums.v1.IndexedValueType;

/** Typed keys of the attributes in `searchAttributeTable`, for `upsertSearchAttributes` and `typedSearchAttributes`. */
export const searchAttributes = {
  number: defineSearchAttributeKey('NixNumber', SearchAttributeType.INT),
  status: defineSearchAttributeKey('NixStatus', SearchAttributeType.KEYWORD),
  priority: defineSearchAttributeKey('NixPriority', SearchAttributeType.KEYWORD),
  team: defineSearchAttributeKey('NixTeam', SearchAttributeType.KEYWORD),
  slaState: defineSearchAttributeKey('NixSlaState', SearchAttributeType.KEYWORD),
  nextDue: defineSearchAttributeKey('NixNextDue', SearchAttributeType.DATETIME),
  stuck: defineSearchAttributeKey('NixStuck', SearchAttributeType.BOOL),
} as const;

const indexedTypes = {
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  Bool: IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
} as const;

const wanted: Record<string, IndexedValueType> = Object.fromEntries(
  Object.entries(searchAttributeTable).map(([name, type]) => [name, indexedTypes[type]]),
);

/** The engine has one of our attributes with another type, which only an operator can change. */
export class SearchAttributeMismatch extends Error {
  override readonly name = 'SearchAttributeMismatch';
}

/**
 * Register the attributes the namespace does not have yet. Idempotent.
 *
 * @returns the names that were added
 * @throws {SearchAttributeMismatch} when one exists with another type: the server answers OK to such an addition and
 * changes nothing, so we list and compare ourselves, before and after
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const missing = await missingAttributes(connection, namespace);
  if (missing.length === 0) return [];
  const additions = Object.fromEntries(missing.map((name) => [name, wanted[name] ?? null]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: additions as typeof wanted });
  const stillMissing = await missingAttributes(connection, namespace);
  if (stillMissing.length > 0)
    throw new Error(`The engine did not add the search attributes ${stillMissing.join(', ')}.`);
  return missing;
}

async function missingAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const wrong = Object.entries(wanted).filter(([name, type]) => (customAttributes[name] ?? type) !== type);
  if (wrong.length > 0) {
    const each = wrong.map(
      ([name, type]) => `${name} must be ${typeName(type)} but is ${typeName(customAttributes[name])}`,
    );
    throw new SearchAttributeMismatch(
      `Search attributes of namespace "${namespace}" have another type: ${each.join('; ')}. ` +
        `Remove them (temporal operator search-attribute remove --name …) and start again.`,
    );
  }
  return Object.keys(wanted).filter((name) => customAttributes[name] === undefined);
}

function typeName(type: IndexedValueType | null | undefined): string {
  return Object.entries(indexedTypes).find(([, indexed]) => indexed === type)?.[0] ?? `of type ${String(type)}`;
}
