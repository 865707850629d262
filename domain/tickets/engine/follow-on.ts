import { makesFacts } from './makes-facts.ts';
import type { Flows } from '../../flow/machine.ts';
import { isAtLimit } from './apply-effect.ts';
import type { UnsavedEngine } from './engine-state.ts';
import { planNext, type TicketEffect } from './plan-next.ts';

/**
 * The effect that may be done with the one before it, in one transaction: what the flow does next at the same instant and
 * under the same lock, as far as no fact was made or came meanwhile that must be folded first, and this one makes none. So a
 * reminder and the wait after it are one write, not two.
 *
 * @param done the effect before: its instant (ms), and the ticket's last fact when it was done
 */
export function followOn(
  after: UnsavedEngine,
  flows: Flows,
  done: { readonly at: number; readonly seq: number },
): TicketEffect | null {
  if (done.seq !== after.state.seenSeq || isAtLimit(after, done.at)) return null;
  const plan = planNext(after.state, flows, done.at);
  if (plan.kind !== 'act' || plan.effect.kind !== 'flow') return null;
  return makesFacts(plan.effect.effect.act) ? null : plan.effect;
}
