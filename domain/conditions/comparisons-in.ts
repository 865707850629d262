import type { Comparison } from './comparison.ts';
import type { Condition } from './condition.ts';

/** A comparison, and where in its condition it stands. */
export interface Placed {
  readonly comparison: Comparison;
  readonly path: readonly (string | number)[];
}

/** All comparisons of a condition, each with its place. */
export function comparisonsIn(condition: Condition, path: Placed['path'] = []): readonly Placed[] {
  if ('field' in condition) return [{ comparison: condition, path }];
  if ('not' in condition) return comparisonsIn(condition.not, [...path, 'not']);
  const [word, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return parts.flatMap((part, at) => comparisonsIn(part, [...path, word, at]));
}
