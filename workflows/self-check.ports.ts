/** A stage that the workflow itself sees a self-check reach. */
export type SelfCheckWorkflowStage = 'activity' | 'timerFired' | 'finished';

/**
 * What the self-check workflow asks of the outside world. Each act may be repeated without harm: the first instant of a
 * stage stays, and the job has the self-check's id.
 */
export interface SelfCheckActivities {
  /** Stamp the stage and tell the browsers. */
  recordSelfCheckStage(selfCheckId: string, stage: SelfCheckWorkflowStage): Promise<void>;
  /** Decide when the timer is due. @returns that instant, in milliseconds since 1970, by PostgreSQL's clock */
  scheduleSelfCheckTimer(selfCheckId: string): Promise<number>;
  addSelfCheckJob(selfCheckId: string): Promise<void>;
  /** End the self-check with a reason in words. */
  recordSelfCheckFailure(selfCheckId: string, failure: string): Promise<void>;
}
