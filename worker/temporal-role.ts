import { retryUntilDone } from '#process/retry-until-done';
import { connectWorker } from '#temporal/connect-worker';
import { endedByNondeterminism } from '#temporal/ended-by-nondeterminism';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import type { Logger } from '#process/logger';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { RunningRole, WorkerParts } from './role.ts';
import { watchTemporalWorker } from './watch-temporal-worker.ts';

/** What a role does for the engine. */
export interface TemporalWork {
  readonly role: string;
  readonly taskQueue: string;
  /** What the role has besides what all have; asked for when the engine answers, before it polls. */
  readonly prepare: (patience: {
    readonly logger: Logger;
    readonly signal: AbortSignal;
  }) => Promise<Partial<WorkerOptions>>;
  /** Called when it polls. What it gives back is called when it does not any more. */
  readonly onPolling?: () => () => void;
  /** Close what was opened for it. */
  readonly close: () => Promise<void>;
}

/** How long activities under way may take at shutdown before they are told to stop, and before they are given up. */
const grace = { shutdownGraceTime: '15 s', shutdownForceTime: '25 s' } as const;

/**
 * How long workflow code may take before it is interrupted. Not among the typed options, and 5 s otherwise: when a machine had
 * stood still for longer in the midst of that code, Node did not survive the interruption ("async hook stack has become
 * corrupted"), and with the process all its tickets waited.
 */
const interruption = { isolateExecutionTimeout: '30 s' };

/** Poll a task queue of the engine until the process ends. Waits for an engine that is away. */
export function startTemporalRole(parts: WorkerParts, work: TemporalWork): RunningRole {
  const { role, taskQueue } = work;
  const logger = parts.logger.child({ role });
  const leaving = new AbortController();
  let worker: Worker | undefined;
  let endPolling: () => void = () => undefined;

  async function run(): Promise<void> {
    const { namespace } = parts.temporal;
    const patience = { logger, signal: leaving.signal };
    const bundle = await loadWorkflowBundle();
    const connection = await retryUntilDone('Temporal does not answer', () => connectWorker(parts.temporal), patience);
    try {
      worker = await Worker.create({
        connection,
        namespace,
        taskQueue,
        workflowBundle: bundle,
        dataConverter: parts.dataConverter,
        // A worker that died is asked for so long before the others are, and a deadline waits meanwhile: half of what its
        // task may take. Behind a longer queue a task goes to whoever is free, who replays the ticket's history for it.
        stickyQueueScheduleToStartTimeout: '2.5 s',
        ...interruption,
        workflowFailureErrorTypes: endedByNondeterminism,
        ...(await work.prepare(patience)),
        ...grace,
      });
      if (leaving.signal.aborted) return;
      watchTemporalWorker(worker, taskQueue, parts.metrics);
      logger.info({ namespace, taskQueue }, 'The worker polls.');
      endPolling = work.onPolling?.() ?? endPolling;
      await worker.run();
    } finally {
      endPolling();
      // Held by a worker that was made and never ran: then something else is the matter, and is told.
      await connection.close().catch(() => undefined);
    }
  }

  const ended = run().catch((error: unknown) => {
    if (!leaving.signal.aborted) parts.giveUp(role, error);
  });

  return {
    ready: () => worker?.getState() === 'RUNNING',
    async close() {
      leaving.abort();
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await work.close();
    },
  };
}
