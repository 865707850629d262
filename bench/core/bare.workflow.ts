import { condition, defineSignal, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';

/** What the bare workflows ask of the worker; each is as little as can be. */
export interface BareActivities {
  /** Note in the worker's memory that a workflow of this id ran. */
  seen(workflowId: string): Promise<void>;
  /** One INSERT. `dueAt` in milliseconds since 1970. */
  insertFired(run: string, dueAt: number): Promise<void>;
}

const { seen, insertFired } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '60 s' });

/** Waits for the signal `go`, says that it saw it, and ends. */
export async function bareSignalWorkflow(workflowId: string): Promise<void> {
  let isSignalled = false;
  setHandler(defineSignal('go'), () => {
    isSignalled = true;
  });
  await condition(() => isSignalled);
  await seen(workflowId);
}

/** Sleeps until an instant, in milliseconds since 1970, and has one row written: the least that a timer with an effect costs. */
export async function bareTimerWorkflow(run: string, dueAt: number): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
  await insertFired(run, dueAt);
}
