import { createTestNamespace } from '#testkit/temporal-namespace';
import proto from '@temporalio/proto';
import { expect, test } from 'vitest';
import { searchAttributeTable } from './search-attribute-table.ts';
import { ensureSearchAttributes, SearchAttributeMismatch } from './search-attributes.ts';

const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

test('missing attributes are added once, also by two workers that start together', async () => {
  const { name, connection } = await createTestNamespace();
  await Promise.all([ensureSearchAttributes(connection, name), ensureSearchAttributes(connection, name)]);
  expect(await ensureSearchAttributes(connection, name)).toEqual({ added: [], leftToOperator: [] });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: name });
  expect(Object.keys(customAttributes).sort()).toEqual(Object.keys(searchAttributeTable).sort());
});

test('one of another type is refused by name, and nothing is added', async () => {
  const { name, connection } = await createTestNamespace();
  await connection.operatorService.addSearchAttributes({ namespace: name, searchAttributes: { NixStuck: keyword } });
  const refused = ensureSearchAttributes(connection, name);
  await expect(refused).rejects.toThrow(SearchAttributeMismatch);
  await expect(refused).rejects.toThrow('NixStuck must be Bool but is Keyword');
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: name });
  expect(Object.keys(customAttributes)).toEqual(['NixStuck']);
});
