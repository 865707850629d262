import { defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Header in which a workflow sends its clock, milliseconds since 1970, to its activities. */
export const workflowClockHeader = 'nixflow-workflow-clock';

const withClock = <Input extends { readonly headers: Record<string, unknown> }>(input: Input): Input => ({
  ...input,
  headers: { ...input.headers, [workflowClockHeader]: defaultPayloadConverter.toPayload(Date.now()) },
});

/**
 * For tests in skipped time: every activity gets the clock of its workflow, which runs ahead of the real one.
 *
 * Runs inside the workflow isolate: nothing of Node may be imported here.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleActivity: (input, next) => next(withClock(input)),
      scheduleLocalActivity: (input, next) => next(withClock(input)),
    },
  ],
});
