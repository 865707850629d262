import { buildSubject } from '../../conditions/condition.examples.ts';
import { emptyState, type EngineState, type EngineTicket, type UnsavedEngine } from './engine-state.ts';

/** A ticket as the workflow loads it: new, in the queue, without clocks. */
export const buildEngineTicket = (differences: Partial<EngineTicket> = {}): EngineTicket => ({
  ...buildSubject(),
  ...{ number: 7, isAway: false, clocks: [], hasUnrecorded: false, nextMarkAt: null, closesAt: null },
  ...differences,
});

/** An engine that has folded nothing, unless told. */
export const buildEngine = (differences: Partial<EngineState> = {}): UnsavedEngine => ({
  state: { ...emptyState('epoch', 0), ...differences },
  steps: [],
  isUnsaved: false,
});
