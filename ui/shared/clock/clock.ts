import type { Metric, Status } from '#domain/tickets/words';

/** What an SLA clock is measured by. Instants and amounts in ms. */
interface Measured {
  readonly metric: Metric;
  readonly startedAt: number;
  readonly targetMs: number;
  /** Of the target, in its calendar; of a running clock as it was at `asOf`. */
  readonly usedMs: number;
  /** At which shares of the target warnings are given, in percent, least first. */
  readonly warnings: readonly number[];
  readonly isBreached: boolean;
}

/** A clock whose time runs. */
export interface RunningClock extends Measured {
  readonly state: 'running';
  readonly dueAt: number;
  readonly asOf: number;
}

/** A clock that a status stops. */
export interface PausedClock extends Measured {
  readonly state: 'paused';
  readonly status: Status;
}

/** A clock that has ended by what it waited for. */
export interface MetClock extends Measured {
  readonly state: 'met';
  readonly metAt: number;
  /** When it would have been due; null if nothing was promised any more. */
  readonly dueAt: number | null;
}

/** A clock that ended with nobody waiting any more. */
export interface CancelledClock extends Measured {
  readonly state: 'cancelled';
}

/** An SLA clock of a ticket. */
export type SlaClock = RunningClock | PausedClock | MetClock | CancelledClock;

/** What a ticket waits for next: an SLA clock, or what stands before all clocks. */
export type Clock =
  | SlaClock
  /** A reply is held, so that it can be undone. */
  | { readonly state: 'held'; readonly until: number }
  /** Set aside. */
  | { readonly state: 'snoozed'; readonly until: number }
  /** Its workflow does not move although it should. */
  | { readonly state: 'stuck'; readonly since: number }
  | { readonly state: 'none' };

/**
 * How much of its target (1 = all) a clock has used at an instant (ms).
 *
 * Between the last reading and its due instant the time is taken to run evenly; calendars make it uneven by little, and the
 * next reading corrects it.
 */
export function usedShare(clock: SlaClock, now: number): number {
  if (clock.targetMs <= 0) return 1;
  if (clock.state !== 'running') return clock.usedMs / clock.targetMs;
  const { dueAt, asOf, usedMs, targetMs } = clock;
  if (now >= dueAt) return 1 + (now - dueAt) / targetMs;
  if (now <= asOf || dueAt <= asOf) return usedMs / targetMs;
  return (usedMs + ((targetMs - usedMs) * (now - asOf)) / (dueAt - asOf)) / targetMs;
}

/** Whether a share (1 = all) has come to the second warning, from which on a clock is running out. */
export const isRunningOut = ({ warnings }: SlaClock, share: number): boolean => share * 100 >= (warnings[1] ?? 75);

const order: Record<SlaClock['state'], number> = { running: 0, paused: 1, met: 2, cancelled: 3 };

/** Clocks of a ticket as a panel shows them. */
interface FoldedClocks {
  readonly shown: readonly SlaClock[];
  /** Next replies that ended before the latest that did: a ticket of many answers has one of each. */
  readonly earlier: readonly SlaClock[];
}

/** Sets earlier next replies aside, where there are more than one; the order is kept. */
export function foldEarlier(clocks: readonly SlaClock[]): FoldedClocks {
  const answered = clocks.filter(({ metric, state }) => metric === 'nextResponse' && order[state] >= order.met);
  const latest = Math.max(...answered.map(({ startedAt }) => startedAt));
  const earlier = answered.filter(({ startedAt }) => startedAt < latest);
  if (earlier.length < 2) return { shown: clocks, earlier: [] };
  return { shown: clocks.filter((clock) => !earlier.includes(clock)), earlier };
}

/** Clocks as a panel lists them: those that run, soonest first, then what stands still, then what ended. */
export function inOrderOfUrgency(clocks: readonly SlaClock[]): SlaClock[] {
  const due = (clock: SlaClock) => (clock.state === 'running' ? clock.dueAt : clock.startedAt);
  return [...clocks].sort((a, b) => order[a.state] - order[b.state] || due(a) - due(b));
}
