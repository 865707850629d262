import type { SelfCheckContext } from '#commands/self-check-context';
import { failSelfCheck } from '#commands/fail-self-check';
import { reachSelfCheckStage } from '#commands/reach-self-check-stage';
import { scheduleSelfCheckTimer } from '#commands/schedule-self-check-timer';
import { selfCheckJobData } from '#jobs/self-check-job';
import type { SelfCheckActivities } from '#workflows/self-check.ports';
import { ApplicationFailure } from '@temporalio/common';

/** What the activities of the self-check reach. */
export interface SelfCheckPorts extends SelfCheckContext {
  /** Add a job to the self-check's queue; the same id adds nothing. Rejects soon when Redis is away. */
  readonly addJob: (jobId: string, data: unknown) => Promise<unknown>;
}

/** The activities of the self-check workflow; each is one command or one call and safe to repeat. */
export function createSelfCheckActivities(ports: SelfCheckPorts): SelfCheckActivities {
  return {
    recordSelfCheckStage: (selfCheckId, stage) => reachSelfCheckStage(ports, selfCheckId, stage),
    async scheduleSelfCheckTimer(selfCheckId) {
      const dueAt = await scheduleSelfCheckTimer(ports, selfCheckId);
      if (!dueAt) throw ApplicationFailure.nonRetryable('There is no such self-check.', 'SelfCheckGone');
      return dueAt.getTime();
    },
    async addSelfCheckJob(selfCheckId) {
      await ports.addJob(selfCheckId, selfCheckJobData.parse({ selfCheckId }));
    },
    recordSelfCheckFailure: (selfCheckId, failure) => failSelfCheck(ports, selfCheckId, failure),
  };
}
