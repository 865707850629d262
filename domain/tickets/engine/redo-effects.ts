import { applyOutcome, nextStep, type Flows, type FlowSubject } from '../../flow/machine.ts';
import { effectKey, type FlowEffect, type FlowRun, type StepLog } from '../../flow/run.ts';
import type { TicketFact } from '../fact.ts';
import type { KeptOutcomes } from './exchange.ts';

/** What is redone by: outcomes of effects that were done before, by their keys, and the ticket as it is now. */
export interface Redoing {
  readonly ticketId: string;
  readonly subject: FlowSubject;
  readonly outcomes: KeptOutcomes;
}

/** Runs after steps, in order, and how many effects were among them. */
interface Redone {
  readonly runs: readonly FlowRun[];
  readonly steps: readonly StepLog[];
  readonly effects: number;
}

/**
 * Runs of a state that is made anew, after all that flows had done before a fact came to be: else that fact would not find
 * the waits at which they stood, and would end none.
 *
 * Effects have their stored outcomes. That a wait was over before the fact is believed only if an effect after it says so:
 * the fact may have been folded first. Branches are judged by the ticket as it is now.
 */
export function redoEffects(runs: readonly FlowRun[], flows: Flows, fact: TicketFact, by: Redoing): Redone {
  let redone: Redone = { runs, steps: [], effects: 0 };
  for (;;) {
    const next = nextStep(redone.runs, flows, by.subject, -Infinity);
    if (next.kind === 'moved') {
      redone = { ...redone, runs: next.runs, steps: [...redone.steps, ...next.steps] };
      continue;
    }
    const after = next.kind === 'effect' ? redoOne(redone, flows, next.effect, fact, by) : endOneWait(redone, flows, fact, by); // prettier-ignore
    if (!after) return redone;
    redone = after;
  }
}

function redoOne(before: Redone, flows: Flows, effect: FlowEffect, fact: TicketFact, by: Redoing): Redone | null {
  const kept = by.outcomes[effectKey(by.ticketId, effect)];
  // Facts of its own do not matter to its run.
  if (!kept || kept.seq >= fact.seq) return null;
  const { runs, steps } = applyOutcome(before.runs, flows, effect, kept.outcome);
  return { runs, steps: [...before.steps, ...steps], effects: before.effects + 1 };
}

/** The first wait that was due when the fact came, if something was done after it. */
function endOneWait(before: Redone, flows: Flows, fact: TicketFact, by: Redoing): Redone | null {
  const ended = nextStep(before.runs, flows, by.subject, fact.at);
  if (ended.kind !== 'moved') return null;
  const after = redoEffects(ended.runs, flows, fact, by);
  if (after.effects === 0) return null;
  return {
    runs: after.runs,
    steps: [...before.steps, ...ended.steps, ...after.steps],
    effects: before.effects + after.effects,
  };
}

/** Whether the run that a fact started had done anything: so that fact was heard, when it was new. */
export const hasActed = (outcomes: KeptOutcomes, { seq }: TicketFact): boolean =>
  Object.keys(outcomes).some((key) => key.split(':')[2] === String(seq));
