import { defineSignal } from '@temporalio/workflow';

/** What a self-check starts from: its id; everything else is in PostgreSQL. */
export interface SelfCheckStart {
  readonly selfCheckId: string;
}

/** The workflow of a self-check, by the name under which the worker knows it. */
export const selfCheckWorkflowType = 'selfCheckWorkflow';

/** The id of a self-check's execution: one per self-check, so starting twice joins. */
export const selfCheckWorkflowId = (selfCheckId: string) => `self-check-${selfCheckId}`;

/** The job was processed. Sending it again changes nothing. */
export const jobProcessed = defineSignal('jobProcessed');
