import type { FlowPath, FlowRun, StuckReason } from '../run.ts';
import { nodeAt, type Flows } from './look-up.ts';
import { arrive, outOfRepeat, rested } from './path.ts';

/** An exit taken, and the path where it led. */
export interface Passage {
  readonly exit: string;
  readonly path: FlowPath;
}

/**
 * A path after what its node does is done: an act, a wait, or the interval ahead of a repeat's round.
 *
 * @returns why it cannot, if the node is gone or has no such exit
 */
export function passNode(flows: Flows, run: FlowRun, path: FlowPath): Passage | StuckReason {
  const node = nodeAt(flows, run.flowVersionId, path.node);
  if (typeof node === 'string') return node;
  switch (node.type) {
    case 'wait':
      return { exit: 'next', path: arrive(flows, run, rested(path), node.next) };
    case 'repeat':
      return { exit: 'body', path: arrive(flows, run, rested(beginRound(path)), node.body) };
    case 'set':
    case 'assign':
    case 'notify':
    case 'note':
    case 'mail':
      return { exit: 'next', path: arrive(flows, run, path, node.next) };
    default:
      return 'node_unknown';
  }
}

/**
 * A path after an operator passed over the node it stands at, by the exit for what normally happens; null if it has none.
 *
 * A node of an unknown type may still have a `next`, as most have.
 */
export function passOver(flows: Flows, run: FlowRun, path: FlowPath): Passage | null {
  const node = nodeAt(flows, run.flowVersionId, path.node);
  if (typeof node === 'string') return null;
  const [exit, to] = node.type === 'branch' ? ['otherwise', node.otherwise] : ['next', 'next' in node && node.next];
  return typeof to === 'string' ? { exit, path: arrive(flows, run, rested(outOfRepeat(path)), to) } : null;
}

const beginRound = (path: FlowPath): FlowPath => ({
  ...path,
  repeats: path.repeats.map((repeat) =>
    repeat.node === path.node ? { ...repeat, rounds: repeat.rounds + 1 } : repeat,
  ),
});
