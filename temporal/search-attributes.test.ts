import { describe, expect, test, vi } from 'vitest';
import { searchAttributeTable } from './search-attribute-table.ts';
import { ensureSearchAttributes, type SearchAttributeService } from './search-attributes.ts';

const all = Object.entries(searchAttributeTable).map(([name, type]) => `${name}=${type}`);

/** As gRPC says no. */
const refusal = (code: number, details: string) => Object.assign(new Error(`${code}: ${details}`), { code, details });

/** An engine whose operator service is not for us, as that of Temporal Cloud. */
const engine = (service: Partial<SearchAttributeService>) => ({
  operatorService: {
    listSearchAttributes: () => Promise.resolve({ customAttributes: {} }),
    addSearchAttributes: () => Promise.resolve(),
    ...service,
  },
});

describe('search attributes that only an operator may add', () => {
  test.each([
    [7, 'PERMISSION_DENIED'],
    [12, 'UNIMPLEMENTED'],
  ])('a refusal to list them (%i %s) names them all and is no error', async (code, details) => {
    const list = () => Promise.reject(refusal(code, details));
    const ensured = ensureSearchAttributes(engine({ listSearchAttributes: list }), 'cloud');
    expect(await ensured).toEqual({ added: [], leftToOperator: all });
  });

  test('a refusal to add them names those that are missing', async () => {
    const list = () => Promise.resolve({ customAttributes: { NixNumber: 3 } });
    const add = vi.fn(() => Promise.reject(refusal(7, 'PERMISSION_DENIED')));
    const ensured = ensureSearchAttributes(engine({ listSearchAttributes: list, addSearchAttributes: add }), 'cloud');
    expect(await ensured).toEqual({ added: [], leftToOperator: all.filter((each) => !each.startsWith('NixNumber')) });
    expect(add).toHaveBeenCalledOnce();
  });

  test('an engine that is away is an error, to be tried again', async () => {
    const list = () => Promise.reject(refusal(14, 'UNAVAILABLE'));
    await expect(ensureSearchAttributes(engine({ listSearchAttributes: list }), 'x')).rejects.toThrow('UNAVAILABLE');
  });
});
