import type { Operation } from '../../tickets/fact.ts';
import type { FlowPath, FlowRun, Moved } from '../run.ts';
import { heldBy } from './hold-paths.ts';
import { nodeAt, type Flows } from './look-up.ts';
import { passOver } from './pass-node.ts';
import { replacePath, rested, stepOf, visitAgain } from './path.ts';

type Act = Extract<Operation, { readonly path: string }>;

/**
 * Runs after an operator's act on one path. Nothing changes if the path is gone or the act does not fit where it stands:
 * only stuck nodes are tried again, only those and waits are skipped. One that an unknown fact holds goes on as if that fact
 * meant nothing to it.
 */
export function operate(runs: readonly FlowRun[], flows: Flows, act: Act): Moved {
  for (const run of runs) {
    if (run.run !== act.run) continue;
    const path = run.paths.find((each) => each.path === act.path);
    if (path) return act.act === 'retry' ? retry(runs, run, path) : skip(runs, flows, run, path);
  }
  return { runs, steps: [] };
}

function retry(runs: readonly FlowRun[], run: FlowRun, path: FlowPath): Moved {
  if (path.state.kind !== 'stuck') return { runs, steps: [] };
  const held = heldBy(path);
  const again = held ? { ...path, state: held.state } : visitAgain(rested(path));
  return { runs: replacePath(runs, run, path, [again]), steps: [stepOf(run, again, 'retried')] };
}

function skip(runs: readonly FlowRun[], flows: Flows, run: FlowRun, path: FlowPath): Moved {
  const node = nodeAt(flows, run.flowVersionId, path.node);
  const isWait = typeof node !== 'string' && (node.type === 'wait' || node.type === 'repeat');
  if (path.state.kind !== 'stuck' && !isWait) return { runs, steps: [] };
  const passage = passOver(flows, run, path);
  if (!passage) {
    return {
      runs: replacePath(runs, run, path, []),
      steps: [stepOf(run, path, 'skipped'), stepOf(run, path, 'ended')],
    };
  }
  const { exit, path: after } = passage;
  return {
    runs: replacePath(runs, run, path, [after]),
    steps: [stepOf(run, path, 'skipped', { exit, to: after.node })],
  };
}
