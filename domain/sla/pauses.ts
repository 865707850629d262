import type { TicketFact } from '../tickets/fact.ts';
import type { Status } from '../tickets/words.ts';
import { WAY_BACK, type Absence } from './fact.ts';
import { noteUntil } from './fold-fact.ts';
import type { Clock, SlaState } from './sla-state.ts';

/** A time in which a clock stood still (ms). */
export interface Pause {
  readonly from: number;
  /** Null: it still does. */
  readonly to: number | null;
  /** The ticket's status then, or why it was out of the queue. */
  readonly because: Status | Absence;
}

/** A clock's name with the times in which it stood still, oldest first, and when it ended (ms). */
export interface ClockPauses {
  readonly metric: Clock['metric'];
  readonly openedBy: number;
  readonly pauses: readonly Pause[];
  readonly endedAt: number | null;
}

/**
 * When and why the clocks of a ticket stood still.
 *
 * @param facts at least those that set or changed the ticket's status or took it out of the queue or back, oldest first
 * @param now an instant (ms) not before the last fact
 */
export function pausesOf(state: SlaState, facts: readonly TicketFact[], now: number): ClockPauses[] {
  const moment = noteUntil(state, Math.max(now, state.at) + 1);
  if (!moment) return [];
  return [...state.ended, ...moment.live].map((clock) => ({
    metric: clock.metric,
    openedBy: clock.openedBy,
    endedAt: clock.end?.at ?? null,
    pauses: gapsOf(clock).map(({ from, to }) => ({ from, to, because: standingAt(facts, from) })),
  }));
}

/** What lies between the stretches it counted, and behind the last. */
function gapsOf({ startedAt, counted, runningSince, end }: Clock): { from: number; to: number | null }[] {
  const stretches = [...counted, ...(runningSince === null ? [] : [{ from: runningSince, to: Infinity }])];
  const gaps: { from: number; to: number | null }[] = [];
  let stoodSince = startedAt;
  for (const { from, to } of stretches) {
    if (from > stoodSince) gaps.push({ from: stoodSince, to: from });
    stoodSince = to;
  }
  if (end ? end.at > stoodSince : stoodSince !== Infinity) gaps.push({ from: stoodSince, to: end?.at ?? null });
  return gaps;
}

/** Why nobody's time is taken from an instant (ms) on: all facts of that instant have happened. */
function standingAt(facts: readonly TicketFact[], instant: number): Status | Absence {
  let status: Status = 'new';
  let away: readonly Absence[] = [];
  for (const fact of facts) {
    if (fact.at > instant) break;
    if (fact.type === 'created') status = fact.status;
    if (fact.type === 'status') status = fact.to;
    if (fact.type === 'merged' || fact.type === 'spam' || fact.type === 'deleted') away = [...away, fact.type];
    if (fact.type === 'unmerged' || fact.type === 'not_spam' || fact.type === 'restored') {
      const back = WAY_BACK[fact.type];
      away = away.filter((absence) => absence !== back);
    }
  }
  return away[0] ?? status;
}
