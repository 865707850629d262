import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { withinEngineDeadline } from './connection.ts';
import { taskQueues } from './task-queues.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;

/** An idle worker asks once a minute; some seconds for the way and for clocks that differ. */
const seenWithinMs = 70_000;

/**
 * Whether a worker has asked for workflow tasks of tickets in the last minute, by this process's clock.
 *
 * Asks the root partition of the queue: the others pass polls on to it while they have nothing to do.
 *
 * @throws the client's own errors, within 2 s, if nobody answers
 */
export async function workersPoll({ connection, workflow, options }: Client): Promise<boolean> {
  const { pollers } = await withinEngineDeadline(connection, () =>
    workflow.workflowService.describeTaskQueue({
      namespace: options.namespace,
      taskQueue: { name: taskQueues.tickets },
      taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    }),
  );
  const earliest = Date.now() - seenWithinMs;
  return pollers.some(({ lastAccessTime }) => lastAccessTime != null && tsToMs(lastAccessTime) >= earliest);
}
