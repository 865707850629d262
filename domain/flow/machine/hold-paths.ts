import type { UnknownFact } from '../../tickets/unknown-fact.ts';
import type { FlowPath, FlowRun, Moved, StepLog } from '../run.ts';
import { stepOf } from './path.ts';

/**
 * Runs after a fact that this code does not know: it might have ended a wait, or all of them, so every path that could go on
 * by itself is stuck, with what it did kept. Those that are stuck already stay as they are.
 */
export const holdPaths = (runs: readonly FlowRun[], fact: UnknownFact): Moved =>
  mapPaths(runs, (run, path) => {
    if (path.state.kind === 'stuck') return null;
    const state = { kind: 'stuck', reason: 'fact_unknown', held: { fact, state: path.state } } as const;
    return { path: { ...path, state }, step: stepOf(run, path, 'stuck', { reason: 'fact_unknown', fact }) };
  });

/** Runs after all facts that held paths became known: these go on with what they did. Then those facts are heard. */
export const releasePaths = (runs: readonly FlowRun[]): Moved =>
  mapPaths(runs, (run, path) => {
    const held = heldBy(path);
    return held && { path: { ...path, state: held.state }, step: stepOf(run, path, 'released', { fact: held.fact }) };
  });

/** Whether any path is held by a fact that the code did not know. */
export const isHolding = (runs: readonly FlowRun[]): boolean =>
  runs.some(({ paths }) => paths.some((path) => heldBy(path) !== null));

/** What holds a path; null if no unknown fact does. */
export const heldBy = ({ state }: FlowPath) => (state.kind === 'stuck' ? (state.held ?? null) : null);

function mapPaths(
  runs: readonly FlowRun[],
  change: (run: FlowRun, path: FlowPath) => { readonly path: FlowPath; readonly step: StepLog } | null,
): Moved {
  const steps: StepLog[] = [];
  const after = runs.map((run) => {
    const paths = run.paths.map((path) => {
      const changed = change(run, path);
      if (changed) steps.push(changed.step);
      return changed?.path ?? path;
    });
    return { ...run, paths };
  });
  return { runs: after, steps };
}
