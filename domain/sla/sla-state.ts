import type { Absence, SlaFact, Terms } from './fact.ts';
import type { Metric, Priority, Status } from '../tickets/words.ts';

/** A stretch of time that a clock has counted by one calendar. Instants and amounts in ms. */
export interface Counted {
  readonly from: number;
  readonly to: number;
  /** Business time in it. */
  readonly ms: number;
  /** Index in `SlaState.terms` of the calendar it was counted by. */
  readonly terms: number;
}

/** A warning that a clock has reached. */
export interface Warning {
  readonly percent: number;
  /** ms */
  readonly at: number;
}

/** One clock of a ticket. Instants and amounts in ms. */
export interface Clock {
  readonly metric: Metric;
  /** `seq` of the fact that opened it: with the metric the clock's name, whatever is folded out later. */
  readonly openedBy: number;
  readonly startedAt: number;
  readonly state: 'running' | 'paused' | 'met' | 'cancelled';
  /** What was counted up to the last time it stood still, oldest first. */
  readonly counted: readonly Counted[];
  /** Since when it runs; null if it stands still. */
  readonly runningSince: number | null;
  /** How it ended, as things were then; null while it is running or paused. */
  readonly end: ClockEnd | null;
  /** The first instant at which it was past its target. Once there, it stays. */
  readonly breachedAt: number | null;
  /** Reached warnings, each percentage once. They stay too. */
  readonly warnings: readonly Warning[];
}

/** What a clock's end froze: later changes of priority or policy do not touch it. */
export interface ClockEnd {
  readonly at: number;
  /** null: it had no target, so it is not listed. */
  readonly targetMs: number | null;
  /** When it would have been due; null if cancelled. */
  readonly dueAt: number | null;
}

/** A ticket out of the queue. */
export interface Away {
  readonly because: readonly Absence[];
  /** Whether it was resolved or closed when it left. */
  readonly wasOver: boolean;
}

/** What the fold knows of a ticket at an instant. */
export interface Moment {
  readonly status: Status;
  readonly priority: Priority;
  /** Index in `SlaState.terms` of what applies. */
  readonly terms: number;
  /** Set while nobody waits for this ticket: no fact touches a clock then. */
  readonly away: Away | null;
  /** Whether the first-response clock was opened (or the first response lies before an import). */
  readonly hasBegun: boolean;
  /** Clocks that may still change, in the order of their opening. Cancelled ones here come back with the ticket. */
  readonly live: readonly Clock[];
}

/** Where to go back to when a held reply is undone: the state before the first of them, and all facts since. */
export interface Undo {
  readonly seq: number;
  readonly at: number;
  readonly endedCount: number;
  readonly moment: Moment | null;
  readonly facts: readonly SlaFact[];
}

/**
 * All that is known of a ticket's clocks: plain JSON, so that it may be carried through continue-as-new and stored. Facts
 * folded into it one by one give the same state as all at once.
 */
export interface SlaState {
  readonly version: 1;
  /** The last fact folded. */
  readonly seq: number;
  readonly at: number;
  /** Policies and calendars that applied so far. */
  readonly terms: readonly Terms[];
  /** null before the ticket's first fact. */
  readonly moment: Moment | null;
  /** Clocks that no fact changes any more, in the order of their end. */
  readonly ended: readonly Clock[];
  readonly undo: Undo | null;
}

/** The state before a ticket's first fact. */
export const BEFORE_OPENING: SlaState = {
  version: 1,
  seq: 0,
  at: 0,
  terms: [],
  moment: null,
  ended: [],
  undo: null,
};
