import type { FlowRun } from './run.ts';

export { applyOutcome } from './machine/apply-outcome.ts';
export { hear } from './machine/hear.ts';
export { holdPaths, isHolding, releasePaths } from './machine/hold-paths.ts';
export type { Flows } from './machine/look-up.ts';
export { nextStep, type FlowSubject } from './machine/next-step.ts';

/** Whether any path can still go on by itself. One that is stuck waits for a person, and keeps no workflow alive. */
export const isAlive = (runs: readonly FlowRun[]): boolean =>
  runs.some(({ paths }) => paths.some(({ state }) => state.kind !== 'stuck'));

/** Whether any path waits for a person. */
export const hasStuck = (runs: readonly FlowRun[]): boolean =>
  runs.some(({ paths }) => paths.some(({ state }) => state.kind === 'stuck'));
