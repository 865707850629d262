import { problemsOfNode } from './check-node.ts';
import type { FlowDocument } from './document.ts';
import { exitsOf } from './exits.ts';
import type { FlowProblem } from './flow-problem.ts';

/** Nodes of one flow. */
export const MOST_NODES = 200;

/**
 * What is wrong with a flow that its schema cannot see, in the order of entries and nodes; empty if it may be published.
 *
 * References to people, teams, roles and calendars are checked where those are known.
 */
export function checkFlow({ entries, nodes }: FlowDocument): readonly FlowProblem[] {
  const graph = new Map(Object.entries(nodes).map(([id, node]) => [id, exitsOf(node)]));
  const ids = entries.map(({ id }) => id);
  const successors = (id: string) => (graph.get(id) ?? []).map(({ to }) => to);
  const instant = (id: string) => (nodes[id]?.type === 'wait' || nodes[id]?.type === 'repeat' ? [] : successors(id));
  const reached = reach(entries.map(({ start }) => start), successors); // prettier-ignore

  const problems: FlowProblem[] = [];
  if (entries.length === 0) problems.push({ code: 'no_entry' });
  if (graph.size > MOST_NODES) problems.push({ code: 'too_many_nodes' });
  for (const [at, { id, start }] of entries.entries()) {
    if (ids.indexOf(id) < at) problems.push({ code: 'duplicate_entry', entry: id });
    if (!graph.has(start)) problems.push({ code: 'node_missing', entry: id, exit: 'start' });
  }
  const known = new Set<string>();
  for (const [id, exits] of graph) {
    const node = nodes[id];
    if (!node) continue;
    for (const { exit, to } of exits) if (!graph.has(to)) problems.push({ code: 'node_missing', node: id, exit });
    if (!reached.has(id)) problems.push({ code: 'unreachable', node: id });
    const around = exits.find(({ to }) => reach([to], instant).has(id) && instant(id).includes(to));
    if (around && !known.has(id)) problems.push({ code: 'cycle_without_wait', node: id, exit: around.exit });
    // The other nodes of this cycle are the same problem.
    if (around) for (const other of reach([id], instant)) if (reach([other], instant).has(id)) known.add(other);
    problems.push(...problemsOfNode(id, node, (from) => reach([from], successors).has(id)));
  }
  return problems;
}

/** Nodes that a path can come to from these, themselves included. */
function reach(from: readonly string[], successors: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const left = [...from];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    left.push(...successors(id));
  }
  return seen;
}
