import { randomUUID } from 'node:crypto';
import { distributionOf, type Distribution } from '../distribution.ts';
import { inLanes } from '../in-lanes.ts';
import type { BareWorker } from './bare-worker.ts';

/** Figures of bare signal-with-starts, from the call on. */
export interface SignalFigures {
  /** Until the server said yes. */
  readonly acknowledged: Distribution;
  /** Until the workflow had the signal and said so; worker and caller are one process. */
  readonly seen: Distribution;
  /** How many were seen per second, all lanes together. */
  readonly perSecond: number;
}

/**
 * Measure signal-with-start of workflows that do nothing: what telling the engine costs at the least.
 *
 * @param lanes how many are under way at once; in each lane the next begins when the last was seen
 */
export async function measureBareSignals(
  { client, taskQueue, seenAt }: BareWorker,
  { count, lanes }: { readonly count: number; readonly lanes: number },
): Promise<SignalFigures> {
  const [acknowledged, seen]: [number[], number[]] = [[], []];
  const began = performance.now();
  await inLanes(lanes, count, async () => {
    const workflowId = `bare-signal-${randomUUID()}`;
    const arrival = seenAt(workflowId);
    const called = performance.now();
    await client.workflow.signalWithStart('bareSignalWorkflow', {
      ...{ workflowId, taskQueue, args: [workflowId], signal: 'go' },
    });
    acknowledged.push(performance.now() - called);
    seen.push((await arrival) - called);
  });
  const perSecond = (count / (performance.now() - began)) * 1000;
  return { acknowledged: distributionOf(acknowledged), seen: distributionOf(seen), perSecond };
}
