import type { Operation } from '../../tickets/fact.ts';
import type { FlowPath, Moved, PathState, RepeatCount, StepLog } from '../run.ts';
import type { SkeletonNode } from '../skeleton.ts';
import { flowAt, nodeAt, own, type Flows } from './look-up.ts';
import { rested, stepOf, visitAgain } from './path.ts';

/** An operator's act that takes the runs of one version of a flow to another. */
export type Migration = Extract<Operation, { readonly act: 'migrate' }>;

/**
 * Runs after those of one version went on in another, each path at the node that stands for its own. A path whose node has
 * none stops.
 *
 * A wait keeps its instant unless its settings differ: then it is armed anew, counted from when the path came to it. Rounds
 * of repeats stay counted. What was stuck is tried again, except what an unknown fact holds. Nothing changes if the other
 * version is not there or of newer code.
 */
export function migrate(before: Moved['runs'], flows: Flows, act: Migration): Moved {
  if (typeof flowAt(flows, act.to) === 'string') return { runs: before, steps: [] };
  const steps: StepLog[] = [];
  const runs = before.flatMap((run) => {
    if (run.flowVersionId !== act.from) return [run];
    const paths = run.paths.flatMap((path) => {
      const node = counterpart(flows, act, path.node);
      const step = node ? ({ to: node.id, toVersionId: act.to } as const) : ({ reason: 'migrated' } as const);
      steps.push(stepOf(run, path, node ? 'migrated' : 'stopped', step));
      return node ? [carryOver(flows, act, path, node)] : [];
    });
    return paths.length > 0 ? [{ ...run, flowVersionId: act.to, paths }] : [];
  });
  return { runs, steps };
}

interface Counterpart {
  readonly id: string;
  readonly node: SkeletonNode;
}

/** The node that stands for another in the new version: the one that the operator names, else that of the same name. */
function counterpart(flows: Flows, { to, nodes }: Migration, old: string): Counterpart | null {
  const id = own(nodes, old) ?? old;
  const node = nodeAt(flows, to, id);
  return typeof node === 'string' ? null : { id, node };
}

function carryOver(flows: Flows, act: Migration, path: FlowPath, { id, node }: Counterpart): FlowPath {
  const carried = path.repeats.flatMap((repeat) => carryCount(flows, act, repeat));
  const isOutside = node.type === 'repeat' && carried.every((repeat) => repeat.node !== id);
  const here = { ...path, node: id, repeats: isOutside ? [...carried, { node: id, rounds: 0 }] : carried };
  const move = (state: PathState): FlowPath => {
    switch (state.kind) {
      case 'ready':
        return id === path.node ? { ...here, state } : { ...visitAgain(here), state };
      case 'waiting': {
        const again = visitAgain(here);
        if (isSameWait(nodeAt(flows, act.from, path.node), node)) {
          return id === path.node ? { ...here, state } : { ...again, state };
        }
        const { from: since } = state;
        return since === undefined || !lengthOf(node) ? again : { ...again, state: { kind: 'ready', since } };
      }
      case 'stuck': {
        if (!state.held) return visitAgain(rested(here));
        const moved = move(state.held.state);
        return { ...moved, state: { ...state, held: { ...state.held, state: moved.state } } };
      }
    }
  };
  return move(path.state);
}

/** Rounds count on if there still is such a repeat; what came during a round, if it still ends it. */
function carryCount(flows: Flows, act: Migration, { leaves, ...repeat }: RepeatCount): RepeatCount[] {
  const after = counterpart(flows, act, repeat.node);
  if (after?.node.type !== 'repeat') return [];
  const before = nodeAt(flows, act.from, repeat.node);
  const heard = leaves === undefined || typeof before === 'string' || before.type !== 'repeat' ? undefined : before.leaveOn[leaves]; // prettier-ignore
  const at = after.node.leaveOn.findIndex(
    ({ event }) => heard && JSON.stringify(event) === JSON.stringify(heard.event),
  );
  return [{ ...repeat, node: after.id, ...(at >= 0 && { leaves: at }) }];
}

function isSameWait(before: SkeletonNode | string, after: SkeletonNode): boolean {
  const [old, now] = [typeof before === 'string' ? null : lengthOf(before), lengthOf(after)];
  return old !== null && now !== null && old.seconds === now.seconds && old.calendar === now.calendar;
}

function lengthOf(node: SkeletonNode) {
  if (node.type === 'wait') return { seconds: node.seconds, calendar: node.calendarVersionId };
  return node.type === 'repeat' ? { seconds: node.everySeconds, calendar: node.calendarVersionId } : null;
}
