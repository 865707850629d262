import type { SlaClock as ClockReply } from '#domain/contracts/sla-clock';
import type { Status } from '#domain/tickets/words';
import type { Clock, SlaClock } from '../../shared/clock/clock.ts';

/**
 * A clock of a reply as the page counts it on.
 *
 * @param asOf the server's now (ms) at the reply
 * @param status of the ticket: what stops a clock that stands still
 */
export function clockOf(reply: ClockReply, asOf: number, status: Status): SlaClock {
  const { metric, targetMs, usedMs, warnings, warningsAhead } = reply;
  const measured = {
    ...{ metric, targetMs, usedMs, startedAt: Date.parse(reply.startedAt), isBreached: reply.breachedAt !== null },
    warnings: [...warnings, ...warningsAhead].map(({ percent }) => percent).toSorted((a, b) => a - b),
  };
  const dueAt = reply.dueAt === null ? null : Date.parse(reply.dueAt);
  switch (reply.state) {
    case 'running':
      return dueAt === null ? { ...measured, state: 'cancelled' } : { ...measured, state: 'running', dueAt, asOf };
    case 'paused':
      return { ...measured, state: 'paused', status };
    case 'met':
      return { ...measured, state: 'met', metAt: Date.parse(reply.metAt ?? reply.startedAt), dueAt };
    case 'cancelled':
      return { ...measured, state: 'cancelled' };
  }
}

/** What a ticket waits for next: what stands before all clocks, or the clock that ends first. */
export function nextClock(
  ticket: { readonly clock: ClockReply | null; readonly heldUntil: string | null; readonly stuckAt: string | null },
  asOf: number,
  status: Status,
): Clock {
  if (ticket.stuckAt !== null) return { state: 'stuck', since: Date.parse(ticket.stuckAt) };
  if (ticket.heldUntil !== null && Date.parse(ticket.heldUntil) > asOf) {
    return { state: 'held', until: Date.parse(ticket.heldUntil) };
  }
  return ticket.clock ? clockOf(ticket.clock, asOf, status) : { state: 'none' };
}
