import type { StepLog, FlowRun } from '../../flow/run.ts';
import type { ConditionSubject } from '../../conditions/evaluate.ts';
import type { UnknownFact } from '../unknown-fact.ts';
import type { Metric } from '../words.ts';

/** A clock as the ticket's workflow shows it to operators. Instants in ms. */
export interface EngineClock {
  readonly metric: Metric;
  readonly state: 'running' | 'paused' | 'met' | 'cancelled';
  readonly dueAt: number | null;
  readonly breached: boolean;
}

/** The ticket as the workflow last loaded it: ids and codes, and the instants that come of them (ms). */
export interface EngineTicket extends ConditionSubject {
  readonly number: number;
  /** Out of the queue: merged, spam or deleted. */
  readonly isAway: boolean;
  /** Those that run or stand still; older code kept those that ended, too. */
  readonly clocks: readonly EngineClock[];
  /** A warning or breach was reached (and maybe ended by a later fact) and is not on record yet. */
  readonly hasUnrecorded: boolean;
  /** The next warning or breach ahead, if nothing happens. */
  readonly nextMarkAt: number | null;
  /** When it is to be closed; null unless it is resolved. */
  readonly closesAt: number | null;
}

/**
 * All that a ticket's workflow remembers: plain JSON, carried through continue-as-new and stored in `ticket_engine`. Together
 * with the ticket's facts it can be made anew, since effects keep their outcomes under their keys.
 *
 * A change of this type gets a new `version`, a step in upcast-state.ts and a sample in workflows/states/.
 */
export interface EngineState {
  readonly version: 3;
  /** The database it was made from: one that was restored has another epoch. */
  readonly epoch: string;
  /** The version under which the row was last written, or read; 0 before the first. */
  readonly rowVersion: number;
  /** The last fact folded. */
  readonly seenSeq: number;
  /** Facts passed over because the code did not know them. They are folded when it does. */
  readonly unknownFacts: readonly UnknownFact[];
  /** null before the first load. */
  readonly ticket: EngineTicket | null;
  /** Flows pinned by the facts folded so far. */
  readonly pinned: readonly string[];
  /** Why it is out of the queue by the facts folded so far; flows are deaf then. */
  readonly away: readonly ('merged' | 'spam' | 'deleted')[];
  /** An operator paused the flows; clocks go on. */
  readonly isPaused: boolean;
  readonly runs: readonly FlowRun[];
  /** Mails of this ticket that are not sent, failed or given up yet. */
  readonly deliveries: readonly OpenDelivery[];
  /** Messages of replies that can still be undone. */
  readonly held: readonly string[];
  /** `seq` of the fact that resolved it; null unless it is resolved. */
  readonly resolvedSeq: number | null;
  /** Not before this instant (ms) is the recorder asked again: it has just had nothing to record. */
  readonly recordNotBefore: number;
  /** Effects on this day (UTC, days since 1970). */
  readonly effects: { readonly day: number; readonly count: number };
}

/** A mail under way. */
export interface OpenDelivery {
  readonly id: string;
  /** Whether its own workflow was started. */
  readonly started: boolean;
}

/** A state with what is not in the database yet. */
export interface UnsavedEngine {
  readonly state: EngineState;
  /** What was done since the last write, for the step log. */
  readonly steps: readonly StepLog[];
  /** Whether the state is newer than its row. */
  readonly isUnsaved: boolean;
}

/** The state before the first load, in place of one that is not there or cannot be read. */
export const emptyState = (epoch: string, rowVersion: number): EngineState => ({
  version: 3,
  epoch,
  rowVersion,
  seenSeq: 0,
  unknownFacts: [],
  ticket: null,
  pinned: [],
  away: [],
  isPaused: false,
  runs: [],
  deliveries: [],
  held: [],
  resolvedSeq: null,
  recordNotBefore: 0,
  effects: { day: 0, count: 0 },
});

/** The flow versions a state needs: those of its runs, and those that may start more. */
export const flowsOf = ({ runs, pinned }: Pick<EngineState, 'runs' | 'pinned'>): string[] => [
  ...pinned,
  ...runs.map(({ flowVersionId }) => flowVersionId),
];
