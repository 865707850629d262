import type { Condition } from './condition.ts';

/**
 * The fields that a condition names, each once: when one of them changes, its answer may change.
 *
 * Fields that only newer code knows are named too, also inside combinations that only newer code knows.
 */
export function namedFields(condition: Condition): readonly string[] {
  const names = new Set<string>();
  const parts: unknown[] = [condition];
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    if ('field' in part && typeof part.field === 'string') names.add(part.field);
    parts.push(...(Object.values(part) as unknown[]));
  }
  return [...names];
}
