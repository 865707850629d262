import type { TicketFact } from '../../tickets/fact.ts';
import type { FlowRun, Moved, StepLog } from '../run.ts';
import type { SkeletonEntry } from '../skeleton.ts';
import { isMetBy } from './is-met-by.ts';
import { isOfFlow } from './is-own.ts';
import { flowAt, type Flows } from './look-up.ts';
import { arrive, MOST_PATHS, newPath, stepOf } from './path.ts';

/**
 * Runs after a fact started more: by every entry of a pinned flow that it triggers, in the order of flows and entries.
 *
 * A flow never triggers itself. What an entry says of its running runs counts for all that have paths, stuck ones among them.
 */
export function startRuns(
  runs: readonly FlowRun[],
  flows: Flows,
  pinned: readonly string[],
  fact: TicketFact,
  ticketId: string,
): Moved {
  const triggered = pinned
    .filter((id, at) => pinned.indexOf(id) === at && !isOfFlow(fact, ticketId, id))
    .flatMap((flowVersionId) => {
      const flow = flowAt(flows, flowVersionId);
      const entries =
        typeof flow === 'string' ? [] : flow.entries.filter((entry) => isStart(entry, flowVersionId, fact));
      return entries.map((entry) => ({ flowVersionId, entry }));
    });
  return triggered.reduce<Moved>(
    (before, { flowVersionId, entry }, at) => {
      const birth = { run: fact.seq, ordinal: at + 1, flowVersionId, entry: entry.id, depth: fact.depth + 1 };
      const { runs, steps } = start(before.runs, flows, birth, entry);
      return { runs, steps: [...before.steps, ...steps] };
    },
    { runs, steps: [] },
  );
}

function isStart({ id, on }: SkeletonEntry, flowVersionId: string, fact: TicketFact): boolean {
  if (fact.type !== 'operation') return isMetBy(on, fact);
  return fact.act === 'run' && fact.flowVersionId === flowVersionId && fact.entry === id && on.type === 'by_hand';
}

function start(
  runs: readonly FlowRun[],
  flows: Flows,
  birth: Omit<FlowRun, 'paths' | 'nextPath'>,
  { id, start: to, ifRunning }: SkeletonEntry,
): Moved {
  const run: FlowRun = { ...birth, paths: [], nextPath: 2 };
  const path = arrive(flows, run, newPath({ ...run, nextPath: 1 }), to);
  const old = runs.filter((each) => each.flowVersionId === run.flowVersionId && each.entry === id);
  const dropped = ifRunning === 'restart' ? old : [];
  const kept = runs.filter((each) => !dropped.includes(each));
  const refused = (reason: 'running' | 'too_many_paths'): Moved => ({
    runs,
    steps: [stepOf(run, path, 'not_started', { entry: id, reason })],
  });
  if (ifRunning === 'ignore' && old.length > 0) return refused('running');
  if (countPaths(kept) >= MOST_PATHS) return refused('too_many_paths');
  return {
    runs: [...kept, { ...run, paths: [path] }],
    steps: [...stopped(dropped, 'restarted'), stepOf(run, path, 'started', { entry: id })],
  };
}

/** How many paths runs have. */
export const countPaths = (runs: readonly FlowRun[]): number => runs.reduce((sum, { paths }) => sum + paths.length, 0);

/** Lines of the log about runs that were stopped from outside. */
export const stopped = (runs: readonly FlowRun[], reason: NonNullable<StepLog['reason']>): StepLog[] =>
  runs.flatMap((run) => run.paths.map((path) => stepOf(run, path, 'stopped', { reason })));
