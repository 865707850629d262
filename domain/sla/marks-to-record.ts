import { reachedBefore, type ClockMark } from './clocks-at.ts';
import type { SlaState } from './sla-state.ts';

/** What names a mark, on record and off: a clock and a share of its target. */
export type MarkName = Pick<ClockMark, 'metric' | 'openedBy' | 'percent'>;

/** What the record lacks, oldest first, and what is on it though no clock reached it. */
export interface RecordGap<Recorded extends MarkName> {
  readonly missing: readonly ClockMark[];
  readonly vanished: readonly Recorded[];
}

/** Compare what a ticket's clocks have reached before an instant (ms) with what is on record. */
export function marksToRecord<Recorded extends MarkName>(
  state: SlaState,
  now: number,
  onRecord: readonly Recorded[],
): RecordGap<Recorded> {
  const reached = reachedBefore(state, now);
  return {
    missing: reached.filter((mark) => !onRecord.some((record) => isSame(record, mark))),
    vanished: onRecord.filter((record) => !reached.some((mark) => isSame(record, mark))),
  };
}

const isSame = (a: MarkName, b: MarkName) =>
  a.metric === b.metric && a.openedBy === b.openedBy && a.percent === b.percent;
