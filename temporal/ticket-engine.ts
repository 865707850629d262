import { news, nudge, ticketWorkflowId, ticketWorkflowType, type News } from '#workflows/ticket/ticket.messages';
import type { Client } from '@temporalio/client';
import { withinEngineDeadline } from './connection.ts';
import { taskQueues } from './task-queues.ts';

/** What is told to the workflow of a ticket. Each call starts it if none runs, and fails within 2 s if nobody answers. */
export interface TicketEngine {
  /** There are facts up to `seq`, in the database of this epoch. */
  readonly announce: (ticketId: string, seq: number, epoch: string) => Promise<void>;
  /** Something should have moved and did not: look again. */
  readonly nudge: (ticketId: string) => Promise<void>;
}

/** Those calls through a Temporal client. They throw the client's own errors: see `engineRefusedIt`. */
export function createTicketEngine({ connection, workflow }: Client): TicketEngine {
  const start = (ticketId: string) => ({
    workflowId: ticketWorkflowId(ticketId),
    taskQueue: taskQueues.tickets,
    args: [{ ticketId }],
    staticSummary: 'Ticket',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
  });
  return {
    announce: (ticketId, seq, epoch) =>
      withinEngineDeadline(connection, async () => {
        const signalArgs: [News] = [{ seq, epoch }];
        await workflow.signalWithStart(ticketWorkflowType, { ...start(ticketId), signal: news, signalArgs });
      }),
    nudge: (ticketId) =>
      withinEngineDeadline(connection, async () => {
        await workflow.signalWithStart(ticketWorkflowType, { ...start(ticketId), signal: nudge });
      }),
  };
}
