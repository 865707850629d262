import { z } from 'zod';
import { businessTime } from './business-time.ts';
import { neverOpens, type Calendar } from './calendar.ts';
import { clocksFrom, type ClockView } from './clocks-at.ts';
import type { SlaFact } from './fact.ts';
import { writeInstant } from './instant-text.ts';
import { SECOND } from './milliseconds.ts';
import { scenario, type Scenario } from './scenario.ts';

/** A clock as `nixflow sla eval` prints it: instants as text, `usedSeconds` rounded down. */
export interface PrintedClock {
  readonly metric: ClockView['metric'];
  readonly startedAt: string;
  readonly state: ClockView['state'];
  readonly dueAt: string | null;
  readonly metAt: string | null;
  readonly breachedAt: string | null;
  readonly usedSeconds: number;
}

/** What a scenario comes to. `why` is for people. */
export type Answer =
  | { readonly result: string | number | PrintedClock[] }
  | { readonly error: 'end_before_start' | 'never_opens' }
  | { readonly error: 'invalid'; readonly why: string };

/** Evaluate one scenario as it came out of JSON. It never throws: what cannot be evaluated is an error with a code. */
export function evaluateScenario(input: unknown): Answer {
  const parsed = scenario.safeParse(input);
  if (!parsed.success) return { error: 'invalid', why: z.prettifyError(parsed.error) };
  const { data } = parsed;
  if (data.op === 'between' && data.end < data.start) return { error: 'end_before_start' };
  return calendarsOf(data).some(neverOpens) ? { error: 'never_opens' } : evaluate(data);
}

function evaluate(asked: Scenario): Answer {
  switch (asked.op) {
    case 'add': {
      const due = businessTime(asked.calendar).add(asked.start, Math.round(asked.seconds * SECOND));
      return due === 'never_opens' ? { error: due } : { result: writeInstant(due) };
    }
    case 'between': {
      const ms = businessTime(asked.calendar).between(asked.start, asked.end);
      return ms === 'end_before_start' ? { error: ms } : { result: ms / SECOND };
    }
    case 'clocks':
      return { result: clocksFrom(factsOf(asked), asked.now).map(print) };
  }
}

function calendarsOf(asked: Scenario): Calendar[] {
  const later =
    asked.op === 'clocks' ? asked.facts.flatMap((fact) => (fact.type === 'policy' ? fact.calendar : [])) : [];
  return [asked.calendar, ...later].filter((one) => one !== null);
}

const factsOf = ({ facts, policy, calendar }: Extract<Scenario, { op: 'clocks' }>): SlaFact[] =>
  facts.map((fact, index) => ({ seq: index + 1, ...(fact.type === 'created' ? { ...fact, policy, calendar } : fact) }));

function print({ metric, startedAt, state, dueAt, metAt, breachedAt, usedMs }: ClockView): PrintedClock {
  return {
    metric,
    startedAt: writeInstant(startedAt),
    state,
    dueAt: instantOrNull(dueAt),
    metAt: instantOrNull(metAt),
    breachedAt: instantOrNull(breachedAt),
    usedSeconds: Math.floor(usedMs / SECOND),
  };
}

const instantOrNull = (instant: number | null) => (instant === null ? null : writeInstant(instant));
