import type { ConditionSubject } from '../conditions/evaluate.ts';
import type { TicketFact } from '../tickets/fact.ts';
import type { FlowEffect, FlowRun, Moved, Outcome } from './run.ts';
import type { FlowSkeleton } from './skeleton.ts';

export type Flows = Readonly<Record<string, FlowSkeleton>>;
export type NextStep =
  | { readonly kind: 'effect'; readonly effect: FlowEffect }
  | ({ readonly kind: 'moved' } & Moved)
  | { readonly kind: 'rest'; readonly until: number | null };
export declare function hear(
  runs: readonly FlowRun[],
  flows: Flows,
  pinned: readonly string[],
  fact: TicketFact,
  ticket: { readonly id: string },
): Moved;
export declare function nextStep(
  runs: readonly FlowRun[],
  flows: Flows,
  subject: ConditionSubject,
  now: number,
): NextStep;
export declare function applyOutcome(
  runs: readonly FlowRun[],
  flows: Flows,
  effect: FlowEffect,
  outcome: Outcome,
): Moved;
export declare function isAlive(runs: readonly FlowRun[]): boolean;
export declare function hasStuck(runs: readonly FlowRun[]): boolean;
