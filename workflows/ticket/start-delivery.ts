import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { deliveryWorkflow } from '../delivery/delivery.workflow.ts';
import { deliveryTaskQueue, deliveryWorkflowId, deliveryWorkflowType } from '../delivery/delivery.messages.ts';

/** Start the workflow of a mail, which then goes its own way. One that runs already counts as started. */
export async function startDelivery(deliveryId: string): Promise<void> {
  try {
    await startChild<typeof deliveryWorkflow>(deliveryWorkflowType, {
      workflowId: deliveryWorkflowId(deliveryId),
      taskQueue: deliveryTaskQueue,
      args: [{ deliveryId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      staticSummary: 'Mail',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
