import { isAlive } from '../../flow/machine.ts';
import type { EngineState } from './engine-state.ts';

/**
 * Whether nothing is left to wait for: the ticket is closed or out of the queue, no path of a flow is alive, no clock
 * runs and no mail is under way. News would start the workflow again.
 */
export function isOver({ ticket, runs, deliveries }: EngineState): boolean {
  if (!ticket) return false;
  return (
    (ticket.status === 'closed' || ticket.isAway) &&
    !isAlive(runs) &&
    deliveries.length === 0 &&
    ticket.nextMarkAt === null &&
    !ticket.hasUnrecorded
  );
}
