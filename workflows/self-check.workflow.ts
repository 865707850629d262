import { ActivityFailure, condition, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import { jobProcessed, type SelfCheckStart } from './self-check.messages.ts';
import type { SelfCheckActivities, SelfCheckWorkflowStage } from './self-check.ports.ts';

const retry = { initialInterval: '500 ms', maximumInterval: '5 s' } as const;
const database = proxyActivities<SelfCheckActivities>({
  startToCloseTimeout: '5 s',
  scheduleToCloseTimeout: '10 min',
  retry,
});
const queue = proxyActivities<SelfCheckActivities>({
  startToCloseTimeout: '5 s',
  scheduleToCloseTimeout: '30 s',
  retry,
});

/**
 * Walks once through everything the engine is made of: activity, durable timer, job queue, signal.
 *
 * A job that does not come is recorded as the self-check's failure, in words, and ends the execution well. The execution
 * itself fails when there is nowhere to write: the row is gone (`SelfCheckGone`), PostgreSQL is away for ten minutes, or
 * nothing ran until its own time was over. Housekeeping then marks a row that is still open.
 */
export async function selfCheckWorkflow({ selfCheckId }: SelfCheckStart): Promise<void> {
  let processed = false;
  setHandler(jobProcessed, () => {
    processed = true;
  });
  const record = (stage: SelfCheckWorkflowStage, summary: string) =>
    database.recordSelfCheckStage.executeWithOptions({ summary }, [selfCheckId, stage]);
  const fail = (failure: string) =>
    database.recordSelfCheckFailure.executeWithOptions({ summary: 'Record why it failed' }, [selfCheckId, failure]);

  await record('activity', 'Record that the workflow runs');
  const dueAt = await database.scheduleSelfCheckTimer.executeWithOptions({ summary: 'Decide when the timer is due' }, [
    selfCheckId,
  ]);
  await sleep(Math.max(1, dueAt - Date.now()), { summary: 'One second, to measure how late timers fire' });
  await record('timerFired', 'Record that the timer fired');

  if (!(await addJob(selfCheckId))) return fail('The job queue takes no jobs: Redis does not answer.');
  if (!(await condition(() => processed, '30 s', { summary: 'The job must be processed within 30 seconds' }))) {
    return fail('The job was not processed within 30 seconds: no worker with the role "jobs" answers.');
  }
  await record('finished', 'Record that all is well');
}

/** Whether the queue took the job; a refusal is an answer here, not an error. */
async function addJob(selfCheckId: string): Promise<boolean> {
  try {
    await queue.addSelfCheckJob.executeWithOptions({ summary: 'Add a job to the queue' }, [selfCheckId]);
    return true;
  } catch (error) {
    if (error instanceof ActivityFailure) return false;
    throw error;
  }
}
