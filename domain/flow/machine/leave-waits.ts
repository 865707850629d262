import type { TicketFact } from '../../tickets/fact.ts';
import type { WaitEvent } from '../document.ts';
import type { FlowPath, FlowRun, Moved, StepLog } from '../run.ts';
import { heldBy } from './hold-paths.ts';
import { isMetBy } from './is-met-by.ts';
import { isOfRun } from './is-own.ts';
import { nodeAt, type Flows } from './look-up.ts';
import { arrive, outOfRepeat, rested, stepOf } from './path.ts';

/**
 * Runs after waits ended early by a fact, each by the exit for it.
 *
 * A path hears from the moment it comes to the wait, also while that is not armed yet or could not be. A repeat whose round
 * is under way is left when the round is over.
 */
export function leaveWaits(runs: readonly FlowRun[], flows: Flows, fact: TicketFact, ticketId: string): Moved {
  const steps: StepLog[] = [];
  const after = runs.map((run) => {
    if (isOfRun(fact, ticketId, run)) return run;
    const paths = run.paths.map((path) => {
      const heard = inRounds(flows, run, path, fact);
      const left = leave(flows, run, heard, fact);
      if (!left) return heard;
      steps.push(left.step);
      const held = heldBy(path);
      // It may have gone another way before, so it moves and stays held.
      return held ? { ...left.path, state: { ...path.state, held: { ...held, state: left.path.state } } } : left.path;
    });
    return paths.every((path, at) => path === run.paths[at]) ? run : { ...run, paths };
  });
  return { runs: after, steps };
}

/** A path after it left the node at which it stands by one of its events; null if it does not. */
function leave(flows: Flows, run: FlowRun, path: FlowPath, fact: TicketFact) {
  const at = exitFor(flows, run, path.node, fact);
  return at < 0 ? null : leaveBy(flows, run, path, at);
}

/** A path that leaves its wait or repeat by the exit of that number. */
export function leaveBy(flows: Flows, run: FlowRun, path: FlowPath, at: number) {
  const exit = exitsOn(flows, run, path.node)[at];
  if (!exit) return null;
  const step = stepOf(run, path, 'left', { exit: `leaveOn.${String(at)}`, to: exit.next });
  return { path: arrive(flows, run, rested(outOfRepeat(path)), exit.next), step };
}

function inRounds(flows: Flows, run: FlowRun, path: FlowPath, fact: TicketFact): FlowPath {
  const repeats = path.repeats.map((repeat) => {
    if (repeat.node === path.node || repeat.leaves !== undefined) return repeat;
    const leaves = exitFor(flows, run, repeat.node, fact);
    return leaves < 0 ? repeat : { ...repeat, leaves };
  });
  return repeats.every((repeat, at) => repeat === path.repeats[at]) ? path : { ...path, repeats };
}

const exitFor = (flows: Flows, run: FlowRun, id: string, fact: TicketFact): number =>
  exitsOn(flows, run, id).findIndex(({ event }) => isMetBy(event, fact));

function exitsOn(flows: Flows, run: FlowRun, id: string): readonly { event: WaitEvent; next: string }[] {
  const node = nodeAt(flows, run.flowVersionId, id);
  return typeof node !== 'string' && (node.type === 'wait' || node.type === 'repeat') ? node.leaveOn : [];
}
