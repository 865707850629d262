import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it. */
export type JsonSchema = Record<string, unknown>;

/**
 * Print a zod schema for OpenAPI: schemas with a name (`.meta({ id })`) go into `components`, the rest stays in place.
 *
 * @param direction what a caller may send differs from what comes back where fields have defaults
 * @throws {Error} if two different schemas have the same name
 */
export function describeSchema(
  schema: z.ZodType,
  direction: 'input' | 'output',
  components: Record<string, JsonSchema>,
): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...printed
  } = z.toJSONSchema(schema, { io: direction, override: dropSpelledOutFormat }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  for (const [name, definition] of Object.entries($defs)) {
    const component = withComponentReferences(definition) as JsonSchema;
    if (components[name] && !isDeepStrictEqual(components[name], component)) {
      throw new Error(`Two schemas are called ${name}, or one whose input and output differ is used for both.`);
    }
    components[name] = component;
  }
  return withComponentReferences(printed) as JsonSchema;
}

/** Beside a format, zod prints its regular expression, which tells a reader nothing more. */
function dropSpelledOutFormat({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
}

function withComponentReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withComponentReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace('#/$defs/', '#/components/schemas/')
        : withComponentReferences(member),
    ]),
  );
}
