import { evaluate, type ConditionSubject } from '../../conditions/evaluate.ts';
import type { FlowEffect, FlowPath, FlowRun, Moved, NodeAct } from '../run.ts';
import type { SkeletonNode } from '../skeleton.ts';
import { leaveBy } from './leave-waits.ts';
import { nodeAt, type Flows } from './look-up.ts';
import { passNode } from './pass-node.ts';
import { arrive, getStuck, MOST_PATHS, newPath, outOfRepeat, replacePath, stepOf } from './path.ts';
import { countPaths } from './start-runs.ts';

/** No flow has more nodes, so a path that went through more without resting goes round and round. */
const MOST_HOPS = 200;

/** What the machine asks of the ticket. */
export interface FlowSubject extends ConditionSubject {
  /** A reply can still be undone: nobody knows yet whether anybody answered. */
  readonly replyIsHeld?: boolean;
}

/** What can be done now; `until` is the next instant (ms) at which a wait is over, null if nothing waits. */
export type NextStep =
  | { readonly kind: 'effect'; readonly effect: FlowEffect }
  | ({ readonly kind: 'moved' } & Moved)
  | { readonly kind: 'rest'; readonly until: number | null };

/**
 * The first thing that can be done at an instant (ms): the first path, in the order of runs and paths, that is ready or whose
 * wait is over. A move is applied at once by taking its `runs`; an effect is done outside, then told to `applyOutcome`.
 *
 * While a reply is held, waits that an agent's reply ends are not over, and no mail is asked for.
 *
 * Pure, and never throws: a path that cannot go on becomes stuck. Without facts and outcomes it comes to rest after finitely
 * many moves, whatever the document.
 */
export function nextStep(runs: readonly FlowRun[], flows: Flows, subject: FlowSubject, now: number): NextStep {
  let until: number | null = null;
  for (const run of runs) {
    for (const path of run.paths) {
      const { state } = path;
      if (subject.replyIsHeld === true && hangsOnReply(flows, run, path)) continue;
      if (state.kind === 'ready') return advance({ runs, flows, run, path }, subject);
      if (state.kind !== 'waiting') continue;
      if (state.until <= now) return { kind: 'moved', ...endWait({ runs, flows, run, path }) };
      until = until === null ? state.until : Math.min(until, state.until);
    }
  }
  return { kind: 'rest', until };
}

/** Whether what a path does next depends on whether somebody answered: a wait that has begun, and mail. */
function hangsOnReply(flows: Flows, { flowVersionId }: FlowRun, { node: id, state }: FlowPath): boolean {
  const node = nodeAt(flows, flowVersionId, id);
  if (typeof node === 'string') return false;
  if (node.type === 'mail') return state.kind === 'ready';
  const isWait = node.type === 'wait' || node.type === 'repeat';
  return isWait && state.kind === 'waiting' && node.leaveOn.some(({ event }) => event.type === 'agent_replied');
}

/** One path of one run, among all. */
interface Place {
  readonly runs: readonly FlowRun[];
  readonly flows: Flows;
  readonly run: FlowRun;
  readonly path: FlowPath;
}

function advance(place: Place, subject: ConditionSubject): NextStep {
  const { runs, flows, run, path } = place;
  const node = nodeAt(flows, run.flowVersionId, path.node);
  if (typeof node === 'string') return { kind: 'moved', ...getStuck(runs, run, path, node) };
  if (path.hops > MOST_HOPS) return { kind: 'moved', ...getStuck(runs, run, path, 'endless_cycle') };
  switch (node.type) {
    case 'branch':
      return { kind: 'moved', ...branch(place, node, subject) };
    case 'fork':
      return { kind: 'moved', ...fork(place, node) };
    case 'end':
      return { kind: 'moved', runs: replacePath(runs, run, path, []), steps: [stepOf(run, path, 'ended')] };
    case 'repeat':
      return repeat(place, node);
    case 'wait':
      return effect(place, waitAct(place, node.seconds, node.calendarVersionId));
    case 'set':
      return effect(place, setAct(node));
    case 'assign':
      return effect(place, { type: 'assign', to: node.to });
    case 'notify':
      return effect(place, { type: 'notify', to: node.to });
    case 'note':
      return effect(place, { type: 'note' });
    case 'mail':
      return effect(place, { type: 'mail' });
    default:
      return { kind: 'moved', ...getStuck(runs, run, path, 'node_unknown') };
  }
}

function effect({ run: { run, flowVersionId, depth }, path: { path, node, visit } }: Place, act: NodeAct): NextStep {
  return { kind: 'effect', effect: { run, flowVersionId, path, node, visit, depth, act } };
}

function go({ runs, flows, run, path }: Place, exit: string, to: string): Moved {
  const after = arrive(flows, run, path, to);
  return { runs: replacePath(runs, run, path, [after]), steps: [stepOf(run, path, 'went', { exit, to })] };
}

function waitAct({ path: { state } }: Place, seconds: number, calendarVersionId: string | null): NodeAct {
  const since = state.kind === 'ready' && state.since !== undefined && { since: state.since };
  return { type: 'wait', seconds, calendarVersionId, ...since };
}

/** Field by field: a whole document's node has texts, too. */
const setAct = ({ type, status, priority, teamId, addTags, removeTags }: NodeOf<'set'>): NodeAct => ({
  type,
  ...(status !== undefined && { status }),
  ...(priority !== undefined && { priority }),
  ...(teamId !== undefined && { teamId }),
  addTags,
  removeTags,
});

type NodeOf<Type> = Extract<SkeletonNode, { readonly type: Type }>;

function branch(place: Place, { cases, otherwise }: NodeOf<'branch'>, subject: ConditionSubject): Moved {
  for (const [at, { when, next }] of cases.entries()) {
    const judgement = evaluate(when, subject);
    if (judgement === 'unknown') return getStuck(place.runs, place.run, place.path, 'condition_unknown');
    if (judgement === 'holds') return go(place, `cases.${String(at)}`, next);
  }
  return go(place, 'otherwise', otherwise);
}

function fork({ runs, flows, run, path }: Place, { branches }: NodeOf<'fork'>): Moved {
  if (countPaths(runs) - 1 + branches.length > MOST_PATHS) return getStuck(runs, run, path, 'too_many_paths');
  const after = { ...run, nextPath: run.nextPath + branches.length };
  const paths = branches.map((to, at) => {
    const { path: name } = newPath({ ...run, nextPath: run.nextPath + at });
    return arrive(flows, run, { ...path, path: name, visits: {} }, to);
  });
  const steps = paths.map(({ path: into, node: to }, at) =>
    stepOf(run, path, 'split', { exit: `branches.${String(at)}`, to, into }),
  );
  const others = replacePath([after], after, path, paths);
  return { runs: runs.flatMap((each) => (each === run ? others : [each])), steps };
}

function repeat(place: Place, node: NodeOf<'repeat'>): NextStep {
  const { runs, flows, run, path } = place;
  const count = path.repeats.find((each) => each.node === path.node);
  const left = count?.leaves === undefined ? null : leaveBy(flows, run, path, count.leaves);
  if (left) return { kind: 'moved', runs: replacePath(runs, run, path, [left.path]), steps: [left.step] };
  if (count && count.rounds < node.times) {
    return effect(place, waitAct(place, node.everySeconds, node.calendarVersionId));
  }
  const after = arrive(flows, run, outOfRepeat(path), node.next);
  const step = stepOf(run, path, 'went', { exit: 'next', to: node.next });
  return { kind: 'moved', runs: replacePath(runs, run, path, [after]), steps: [step] };
}

function endWait({ runs, flows, run, path }: Place): Moved {
  const passage = passNode(flows, run, path);
  if (typeof passage === 'string') return getStuck(runs, run, path, passage);
  const { exit, path: after } = passage;
  return { runs: replacePath(runs, run, path, [after]), steps: [stepOf(run, path, 'went', { exit, to: after.node })] };
}
