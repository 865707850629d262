import { defaultPayloadConverter } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { advanceClockTo } from '#store/clock';
import type { Queryable } from '#store/queryable';
import { workflowClockHeader } from './carry-workflow-clock.ts';

/**
 * For tests in skipped time: before an activity runs, `nixflow_now()` of the test's database reaches the clock that its
 * workflow sent (see `carry-workflow-clock.ts`). It never goes back, also not when an older attempt comes late.
 */
export const followWorkflowClock =
  (database: Queryable): ActivityInterceptorsFactory =>
  () => ({
    inbound: {
      async execute(input, next) {
        const clock = input.headers[workflowClockHeader];
        if (clock === undefined) throw new Error('The workflow sent no clock: bundle it with carry-workflow-clock.ts.');
        await advanceClockTo(database, new Date(defaultPayloadConverter.fromPayload<number>(clock)));
        return next(input);
      },
    },
  });
