import { deliveryWorkflowId, deliveryWorkflowType } from '#workflows/delivery/delivery.messages';
import {
  news,
  nudge,
  operate,
  ticketWorkflowId,
  ticketWorkflowType,
  type News,
  type OperationReply,
  type OperationRequest,
} from '#workflows/ticket/ticket.messages';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { RetryPolicy } from '@temporalio/common';
import { withinEngineDeadline } from './connection.ts';
import { problemOfOperation } from './problem-of-operation.ts';
import { taskQueues } from './task-queues.ts';

/** How long somebody waits until their act on a ticket's flows is taken up. */
const operationDeadlineMs = 10_000;

/**
 * An execution fails for one reason only: its history goes another way than the code (`endedByNondeterminism`). The engine
 * then begins another one with what this one began with. While it waits to, signals do not wake it, so never for long; code
 * that fails again and again is left to the sweep.
 */
const beganAgain = {
  initialInterval: '1 s',
  backoffCoefficient: 2,
  maximumInterval: '10 s',
  maximumAttempts: 6,
} as const satisfies RetryPolicy;

/**
 * A task whose answer was lost, because engine or worker died, is given out again after so long, and a deadline waits
 * meanwhile: half of what is usual. Workers take no more than they can answer in that time (worker/tickets-role.ts).
 */
const workflowTaskTimeout = '5 s';

/** What is told to the workflow of a ticket. Each call starts it if none runs, and fails within 2 s if nobody answers. */
export interface TicketEngine {
  /** There are facts up to `seq`, in the database of this epoch. */
  readonly announce: (ticketId: string, seq: number, epoch: string) => Promise<void>;
  /** Something should have moved and did not: look again. */
  readonly nudge: (ticketId: string) => Promise<void>;
  /** Start the workflow of a mail, unless it runs. */
  readonly startDelivery: (deliveryId: string) => Promise<void>;
  /**
   * Let a ticket's workflow record an operator's act and wait until it has taken it up, 10 s at most. Asking again with the
   * same update id gives the first answer.
   *
   * @throws {Problem} what the command refused; `engine_unavailable`, `store_unavailable`: ask again, with the same id
   */
  readonly operate: (ticketId: string, request: OperationRequest, updateId: string) => Promise<OperationReply>;
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
    retry: beganAgain,
    workflowTaskTimeout,
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
    startDelivery: (deliveryId) =>
      withinEngineDeadline(connection, async () => {
        await workflow.start(deliveryWorkflowType, {
          workflowId: deliveryWorkflowId(deliveryId),
          taskQueue: taskQueues.deliveries,
          args: [{ deliveryId }],
          staticSummary: 'Mail',
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      }),
    async operate(ticketId, request, updateId) {
      const startWorkflowOperation = new WithStartWorkflowOperation(ticketWorkflowType, start(ticketId));
      const ask = () => workflow.executeUpdateWithStart(operate, { startWorkflowOperation, updateId, args: [request] });
      try {
        return await withinEngineDeadline(connection, ask, operationDeadlineMs);
      } catch (error) {
        throw problemOfOperation(error);
      }
    },
  };
}
