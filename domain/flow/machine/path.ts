import type { FlowPath, FlowRun, Moved, StepKind, StepLog, StuckReason } from '../run.ts';
import { nodeAt, own, type Flows } from './look-up.ts';

/** More at once on one ticket is a flow gone wild. */
export const MOST_PATHS = 100;

/** A path that stands nowhere yet. */
export const newPath = ({ ordinal, nextPath }: Pick<FlowRun, 'ordinal' | 'nextPath'>): FlowPath => ({
  path: `${String(ordinal)}.${String(nextPath)}`,
  node: '',
  visit: 0,
  visits: {},
  repeats: [],
  hops: 0,
  state: { kind: 'ready' },
});

/** A path ready for one more visit of the node it stands at. */
export function visitAgain(path: FlowPath): FlowPath {
  const visit = (own(path.visits, path.node) ?? 0) + 1;
  return { ...path, visit, visits: { ...path.visits, [path.node]: visit }, state: { kind: 'ready' } };
}

/** A path after it went to a node. Coming back to a repeat goes on with its count; repeats inside that one are left. */
export function arrive(flows: Flows, { flowVersionId }: FlowRun, path: FlowPath, to: string): FlowPath {
  const node = nodeAt(flows, flowVersionId, to);
  const inside = path.repeats.findIndex((repeat) => repeat.node === to);
  const isFirst = inside < 0 && typeof node !== 'string' && node.type === 'repeat';
  const kept = inside < 0 ? path.repeats : path.repeats.slice(0, inside + 1);
  const repeats = isFirst ? [...kept, { node: to, rounds: 0 }] : kept;
  return visitAgain({ ...path, node: to, repeats, hops: path.hops + 1 });
}

/** A path that has come to the end of what it did without resting, or that a person set going again. */
export const rested = (path: FlowPath): FlowPath => ({ ...path, hops: 0 });

/** A path that is in the repeat at which it stands no more. */
export function outOfRepeat(path: FlowPath): FlowPath {
  const inside = path.repeats.findIndex(({ node }) => node === path.node);
  return inside < 0 ? path : { ...path, repeats: path.repeats.slice(0, inside) };
}

/** A path that cannot go on by itself. */
const stuckBy = (path: FlowPath, reason: StuckReason): FlowPath => ({
  ...path,
  state: { kind: 'stuck', reason },
});

/** A line of the log about a path where it stands. */
export const stepOf = (
  { run, flowVersionId }: Pick<FlowRun, 'run' | 'flowVersionId'>,
  { path, node, visit }: Pick<FlowPath, 'path' | 'node' | 'visit'>,
  what: StepKind,
  more: Omit<Partial<StepLog>, 'what'> = {},
): StepLog => ({ run, flowVersionId, path, node, visit, what, ...more });

/** Runs after others took a path's place in its run; a run without paths is over. */
export function replacePath(
  runs: readonly FlowRun[],
  run: FlowRun,
  path: FlowPath,
  others: readonly FlowPath[],
): readonly FlowRun[] {
  return runs.flatMap((each) => {
    if (each !== run) return [each];
    const paths = run.paths.flatMap((one) => (one === path ? others : [one]));
    return paths.length > 0 ? [{ ...run, paths }] : [];
  });
}

/** What came of a path that is stuck now. */
export const getStuck = (runs: readonly FlowRun[], run: FlowRun, path: FlowPath, reason: StuckReason): Moved => ({
  runs: replacePath(runs, run, path, [stuckBy(path, reason)]),
  steps: [stepOf(run, path, 'stuck', { reason })],
});
