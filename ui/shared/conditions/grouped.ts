import type { Comparison } from '#domain/conditions/comparison';
import type { Condition } from '#domain/conditions/condition';

/** How the parts of a group are taken together; `none`: not one of them. */
export type GroupMode = 'all' | 'any' | 'none';

/** A condition as it is edited: comparisons in groups. */
export type Grouped = { readonly mode: GroupMode; readonly parts: readonly Grouped[] } | Comparison;

/** Whether it is a group. */
export const isGroup = (node: Grouped): node is Extract<Grouped, { mode: GroupMode }> => 'mode' in node;

/** A condition in groups: the outermost is one. */
export function toGrouped(condition: Condition): Extract<Grouped, { mode: GroupMode }> {
  const node = read(condition);
  return isGroup(node) ? node : { mode: 'all', parts: [node] };
}

function read(condition: Condition): Grouped {
  if ('field' in condition) return condition;
  if ('all' in condition) return { mode: 'all', parts: condition.all.map(read) };
  if ('any' in condition) return { mode: 'any', parts: condition.any.map(read) };
  const inside = read(condition.not);
  return isGroup(inside) && inside.mode === 'any'
    ? { mode: 'none', parts: inside.parts }
    : { mode: 'none', parts: [inside] };
}

/** The condition that groups mean. A group without parts says nothing: as `all` it always holds, and so do the others. */
export function toCondition(node: Grouped): Condition {
  if (!isGroup(node)) return node;
  const parts = node.parts.map(toCondition);
  if (node.mode === 'all' || parts.length === 0) return { all: parts };
  return node.mode === 'any' ? { any: parts } : { not: { any: parts } };
}
