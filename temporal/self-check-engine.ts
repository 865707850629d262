import type { selfCheckWorkflow } from '#workflows/self-check.workflow';
import { jobProcessed, selfCheckWorkflowId, selfCheckWorkflowType } from '#workflows/self-check.messages';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { withinEngineDeadline } from './connection.ts';
import { taskQueues } from './task-queues.ts';
import { whyEngineFailed } from './why-engine-failed.ts';

/** The self-check's two calls to the engine; both fail within 2 s when it does not answer. */
export interface SelfCheckEngine {
  /** Start the workflow of a self-check; one that was started already is joined. */
  readonly startWorkflow: (selfCheckId: string) => Promise<void>;
  /** Tell the workflow that its job was processed; one that has ended is passed over. */
  readonly tellWorkflow: (selfCheckId: string) => Promise<void>;
}

/** Those calls through a Temporal client. */
export function createSelfCheckEngine({ connection, workflow }: Client): SelfCheckEngine {
  return {
    startWorkflow: (selfCheckId) =>
      withinEngineDeadline(connection, async () => {
        await workflow
          .start<typeof selfCheckWorkflow>(selfCheckWorkflowType, {
            workflowId: selfCheckWorkflowId(selfCheckId),
            taskQueue: taskQueues.tickets,
            args: [{ selfCheckId }],
            memo: { purpose: 'Self-check of this installation' },
            staticSummary: 'Self-check',
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowExecutionTimeout: '15 min',
          })
          .catch((error: unknown) => {
            if (error instanceof WorkflowExecutionAlreadyStartedError) return;
            throw new Error(whyEngineFailed(error), { cause: error });
          });
      }),
    tellWorkflow: (selfCheckId) =>
      withinEngineDeadline(connection, async () => {
        await workflow
          .getHandle(selfCheckWorkflowId(selfCheckId))
          .signal(jobProcessed)
          .catch((error: unknown) => {
            if (!(error instanceof WorkflowNotFoundError)) throw error;
          });
      }),
  };
}
