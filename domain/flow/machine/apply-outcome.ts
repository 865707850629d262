import type { FlowEffect, FlowPath, FlowRun, Moved, Outcome, RefusalReason } from '../run.ts';
import { nodeAt, type Flows } from './look-up.ts';
import { passNode } from './pass-node.ts';
import { arrive, getStuck, replacePath, stepOf, visitAgain } from './path.ts';

/**
 * Runs after one of their effects had an outcome.
 *
 * Pure. Nothing changes if the path was stopped, skipped or moved meanwhile, so an outcome may be told twice. A refused act
 * takes the node's `failed` exit or makes the path stuck; one refused as superseded is planned again as the next visit.
 */
export function applyOutcome(runs: readonly FlowRun[], flows: Flows, effect: FlowEffect, outcome: Outcome): Moved {
  const run = runs.find((each) => each.run === effect.run && each.paths.some((path) => isAt(path, effect)));
  const path = run?.paths.find((each) => isAt(each, effect));
  if (!run || !path) return { runs, steps: [] };
  switch (outcome.kind) {
    case 'done':
      return pass(runs, flows, run, path);
    case 'armed': {
      const { until, from } = outcome;
      const waiting: FlowPath = { ...path, state: { kind: 'waiting', until, ...(from !== undefined && { from }) } };
      return { runs: replacePath(runs, run, path, [waiting]), steps: [stepOf(run, path, 'waits', { until })] };
    }
    case 'refused':
      return refuse(runs, flows, run, path, outcome.reason);
  }
}

const isAt = ({ path, node, visit, state }: FlowPath, effect: FlowEffect) =>
  path === effect.path && node === effect.node && visit === effect.visit && state.kind === 'ready';

function pass(runs: readonly FlowRun[], flows: Flows, run: FlowRun, path: FlowPath): Moved {
  const passage = passNode(flows, run, path);
  if (typeof passage === 'string') return getStuck(runs, run, path, passage);
  const { exit, path: after } = passage;
  return { runs: replacePath(runs, run, path, [after]), steps: [stepOf(run, path, 'went', { exit, to: after.node })] };
}

function refuse(runs: readonly FlowRun[], flows: Flows, run: FlowRun, path: FlowPath, reason: RefusalReason): Moved {
  if (reason === 'superseded') {
    const again = visitAgain(path);
    return { runs: replacePath(runs, run, path, [again]), steps: [stepOf(run, path, 'again', { reason })] };
  }
  const node = nodeAt(flows, run.flowVersionId, path.node);
  const failed = typeof node !== 'string' && 'failed' in node ? node.failed : undefined;
  if (failed === undefined || reason === 'loop') return getStuck(runs, run, path, reason);
  const after = arrive(flows, run, path, failed);
  const step = stepOf(run, path, 'failed', { exit: 'failed', to: failed, reason });
  return { runs: replacePath(runs, run, path, [after]), steps: [step] };
}
