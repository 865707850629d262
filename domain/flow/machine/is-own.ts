import type { TicketFact } from '../../tickets/fact.ts';
import type { FlowRun } from '../run.ts';

/** Whether a fact was made by a flow on this very ticket. */
export const isOfFlow = ({ cause }: TicketFact, ticketId: string, flowVersionId: string): boolean =>
  cause.kind === 'flow' && cause.ticketId === ticketId && cause.flowVersionId === flowVersionId;

/** Whether a fact was made by this very run; the names of its paths begin with its ordinal. */
export const isOfRun = ({ cause }: TicketFact, ticketId: string, { run, ordinal }: FlowRun): boolean =>
  cause.kind === 'flow' &&
  cause.ticketId === ticketId &&
  cause.run === run &&
  cause.path.startsWith(`${String(ordinal)}.`);
