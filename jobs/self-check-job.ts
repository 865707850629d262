import { uuid } from '#domain/contracts/identifiers';
import { z } from 'zod';

/** What the job of a self-check carries. Its job id is the self-check's id, so adding it again adds nothing. */
export const selfCheckJobData = z.strictObject({ selfCheckId: uuid });

/** What the job does to the outside world. */
export interface SelfCheckJobPorts {
  /** Stamp the stage `job` and tell the browsers. */
  readonly recordJob: (selfCheckId: string) => Promise<void>;
  /** Tell the waiting workflow; one that has ended meanwhile is no error. */
  readonly tellWorkflow: (selfCheckId: string) => Promise<void>;
}

/**
 * Record that a job went through the queue, then tell the workflow that waits for it.
 *
 * Safe to repeat: the first instant wins and the signal only sets a flag.
 */
export function createSelfCheckProcessor({ recordJob, tellWorkflow }: SelfCheckJobPorts) {
  return async (data: unknown): Promise<void> => {
    const { selfCheckId } = selfCheckJobData.parse(data);
    await recordJob(selfCheckId);
    await tellWorkflow(selfCheckId);
  };
}
