import { nextStep, type Flows } from '../../flow/machine.ts';
import type { FlowEffect, FlowRun, StepLog } from '../../flow/run.ts';
import type { EngineState } from './engine-state.ts';

/** What a ticket's loop does next. Instants in ms. */
export type Plan =
  /** Ask for what the clocks have reached to be recorded. */
  | { readonly kind: 'record' }
  | { readonly kind: 'act'; readonly effect: TicketEffect }
  /** Start the workflow of a mail. */
  | { readonly kind: 'send'; readonly deliveryId: string }
  /** Flows moved without any effect. */
  | { readonly kind: 'moved'; readonly runs: readonly FlowRun[]; readonly steps: readonly StepLog[] }
  /** Nothing now; null: nothing ever, unless there is news. */
  | { readonly kind: 'rest'; readonly until: number | null; readonly waitsFor: WaitsFor };

/** An effect of a ticket's loop: a flow's node, or the closing of what was resolved. */
export type TicketEffect =
  { readonly kind: 'flow'; readonly effect: FlowEffect } | { readonly kind: 'close'; readonly resolvedSeq: number };

/** What the next instant is for, in the words of an operator. */
export type WaitsFor = 'news' | 'SLA mark' | 'closing' | 'flow';

/** For so long at most the recorder is not asked again after it had nothing to record. */
export const LONGEST_GUARD_MS = 1000;

/**
 * The first thing to do at an instant (ms), all news being folded.
 *
 * Clocks come first, then mail that people wrote, and nothing stops these: neither a pause nor a flow. A mark is recorded once its instant is past.
 */
export function planNext(state: EngineState, flows: Flows, now: number): Plan {
  const { ticket } = state;
  if (!ticket) return { kind: 'rest', until: null, waitsFor: 'news' };
  const ahead = ticket.hasUnrecorded ? 0 : ticket.nextMarkAt;
  const markAt = ahead === null ? null : Math.max(ahead + 1, guardAt(state, now));
  if (markAt !== null && now >= markAt) return { kind: 'record' };
  const unsent = state.deliveries.find(({ started }) => !started);
  if (unsent) return { kind: 'send', deliveryId: unsent.id };
  const { closesAt } = ticket;
  const closing = closesAt === null || state.resolvedSeq === null || ticket.isAway ? null : closesAt;
  if (closing !== null && state.resolvedSeq !== null && now >= closing) {
    return { kind: 'act', effect: { kind: 'close', resolvedSeq: state.resolvedSeq } };
  }
  const flow =
    state.isPaused || ticket.isAway
      ? NOTHING
      : nextStep(state.runs, flows, { ...ticket, replyIsHeld: state.held.length > 0 }, now);
  if (flow.kind === 'effect') return { kind: 'act', effect: { kind: 'flow', effect: flow.effect } };
  if (flow.kind === 'moved') return flow;
  return soonest([
    { at: markAt, waitsFor: 'SLA mark' },
    { at: closing, waitsFor: 'closing' },
    { at: flow.until, waitsFor: 'flow' },
  ]);
}

/** One further ahead is none: older code held all marks by it, or PostgreSQL's clock was set back since. */
const guardAt = ({ recordNotBefore }: EngineState, now: number) =>
  recordNotBefore <= now + LONGEST_GUARD_MS ? recordNotBefore : 0;

const NOTHING = { kind: 'rest', until: null } as const;

function soonest(waits: readonly { readonly at: number | null; readonly waitsFor: WaitsFor }[]): Plan {
  return waits.reduce<Extract<Plan, { kind: 'rest' }>>(
    (first, { at, waitsFor }) =>
      at !== null && (first.until === null || at < first.until) ? { kind: 'rest', until: at, waitsFor } : first,
    { kind: 'rest', until: null, waitsFor: 'news' },
  );
}
