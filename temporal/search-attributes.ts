import proto from '@temporalio/proto';
import { searchAttributeTable } from './search-attribute-table.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;
type IndexedValueType = proto.temporal.api.enums.v1.IndexedValueType;

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

/** The two calls to the engine's operator service that are needed here. */
export interface SearchAttributeService {
  listSearchAttributes(request: {
    namespace: string;
  }): Promise<{ customAttributes: Readonly<Record<string, IndexedValueType>> }>;
  addSearchAttributes(request: {
    namespace: string;
    searchAttributes: Record<string, IndexedValueType>;
  }): Promise<unknown>;
}

interface Engine {
  readonly operatorService: SearchAttributeService;
}

/** How the attributes of a namespace were brought up to date. */
export interface EnsuredSearchAttributes {
  /** The names that were added. */
  readonly added: readonly string[];
  /** What an operator has to see to, as `Name=Type`, because the engine lets us not: missing, or not known to be there. */
  readonly leftToOperator: readonly string[];
}

/** gRPC status codes by which an engine says that its operator service is not for us: permission denied, unimplemented. */
const notForUs = new Set<unknown>([7, 12]);

/**
 * Register the attributes the namespace does not have yet. Idempotent.
 *
 * Some engines, such as Temporal Cloud, keep this to their operators: then nothing is added and the answer says what is
 * left to them.
 *
 * @throws {SearchAttributeMismatch} when one exists with another type: the server answers OK to such an addition and
 * changes nothing, so we list and compare ourselves, before and after
 */
export async function ensureSearchAttributes(engine: Engine, namespace: string): Promise<EnsuredSearchAttributes> {
  let missing = Object.keys(wanted);
  try {
    missing = await missingAttributes(engine, namespace);
    if (missing.length === 0) return { added: [], leftToOperator: [] };
    const searchAttributes = Object.fromEntries(Object.entries(wanted).filter(([name]) => missing.includes(name)));
    await engine.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    if (!isNotForUs(error)) throw error;
    return {
      added: [],
      leftToOperator: missing.map((name) => `${name}=${typeName(wanted[name])}`),
    };
  }
  const stillMissing = await missingAttributes(engine, namespace);
  if (stillMissing.length > 0)
    throw new Error(`The engine did not add the search attributes ${stillMissing.join(', ')}.`);
  return { added: missing, leftToOperator: [] };
}

function isNotForUs(error: unknown): boolean {
  return error instanceof Error && 'code' in error && notForUs.has(error.code);
}

async function missingAttributes({ operatorService }: Engine, namespace: string): Promise<string[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
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
