import { ticketWorkflowType } from '#workflows/ticket/ticket.messages';
import type { WorkerOptions } from '@temporalio/worker';

/**
 * Executions that end when a worker finds that their history goes another way than its code, instead of standing still until
 * somebody brings back code that agrees with it. A ticket's execution holds nothing that PostgreSQL has not: the engine begins
 * another one by its retry policy (`createTicketEngine`), or the sweep's nudge does, and it goes on from the row.
 */
export const endedByNondeterminism: NonNullable<WorkerOptions['workflowFailureErrorTypes']> = {
  '*': [],
  [ticketWorkflowType]: ['NondeterminismError'],
};
