import { applyOutcome, type Flows } from '../../flow/machine.ts';
import { effectKey, type Outcome } from '../../flow/run.ts';
import type { UnsavedEngine } from './engine-state.ts';
import type { TicketEffect } from './plan-next.ts';

/** More on one ticket and day (UTC) is a flow gone wild. */
const MOST_EFFECTS_A_DAY = 1000;
const DAY_MS = 86_400_000;

/**
 * An engine after one of its effects had an outcome. The activity writes exactly this in the effect's transaction, and the
 * loop computes it again from the outcome it was answered.
 *
 * @param now ms; of the outcome, not of who computes
 */
export function applyEffect(
  engine: UnsavedEngine,
  flows: Flows,
  effect: TicketEffect,
  { outcome, at }: { readonly outcome: Outcome; readonly at: number },
): UnsavedEngine {
  const day = Math.floor(at / DAY_MS);
  const { effects } = engine.state;
  const counted = { ...engine.state, effects: { day, count: effects.day === day ? effects.count + 1 : 1 } };
  if (effect.kind === 'close') return { ...engine, state: { ...counted, resolvedSeq: null }, isUnsaved: true };
  const moved = applyOutcome(counted.runs, flows, effect.effect, outcome);
  return { state: { ...counted, runs: moved.runs }, steps: [...engine.steps, ...moved.steps], isUnsaved: true };
}

/** Whether a ticket has had all the effects of flows that a day (of an instant in ms) allows. */
export function isAtLimit({ state: { effects } }: UnsavedEngine, now: number): boolean {
  return effects.day === Math.floor(now / DAY_MS) && effects.count >= MOST_EFFECTS_A_DAY;
}

/** The key under which an effect is done once and its outcome kept. */
export const keyOfEffect = (ticketId: string, effect: TicketEffect): string =>
  effect.kind === 'flow' ? effectKey(ticketId, effect.effect) : `${ticketId}:close:${String(effect.resolvedSeq)}`;
