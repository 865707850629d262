import type { EngineState } from './engine-state.ts';
import type { RecordedMarks } from './exchange.ts';
import { LONGEST_GUARD_MS } from './plan-next.ts';

/**
 * A state after the recorder of SLA marks answered, at an instant (ms).
 *
 * If it had nothing to record it was asked too early, or the clocks are not what they were at the last look. Then it is left
 * alone for a moment, so that the same is not asked again and again; no longer, since the next look may bring marks that are
 * due before those it knew.
 */
export function applyRecording(
  state: EngineState,
  { recorded, waitMs }: Pick<RecordedMarks, 'recorded' | 'waitMs'>,
  now: number,
): EngineState {
  if (recorded > 0) return { ...state, recordNotBefore: now };
  const isAhead = waitMs !== null && waitMs > 0;
  return { ...state, recordNotBefore: now + (isAhead ? Math.min(waitMs, LONGEST_GUARD_MS) : LONGEST_GUARD_MS) };
}
