import { createSelfCheckActivities } from '#activities/create-self-check-activities';
import { createTicketActivities } from '#activities/create-ticket-activities';
import { jobQueues, openJobQueue } from '#jobs/job-queue';
import type { Logger } from '#process/logger';
import { watchStandstill } from '#process/watch-standstill';
import { retryUntilDone } from '#process/retry-until-done';
import { connectWorker } from '#temporal/connect-worker';
import { endedByNondeterminism } from '#temporal/ended-by-nondeterminism';
import {
  ensureSearchAttributes,
  SearchAttributeMismatch,
  type EnsuredSearchAttributes,
} from '#temporal/search-attributes';
import { taskQueues } from '#temporal/task-queues';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { Worker } from '@temporalio/worker';
import type { RunningRole, WorkerParts } from './role.ts';
import { watchTemporalWorker } from './watch-temporal-worker.ts';

/** How long activities under way may take at shutdown before they are told to stop, and before they are given up. */
const grace = { shutdownGraceTime: '15 s', shutdownForceTime: '25 s' } as const;

/**
 * How long workflow code may take before it is interrupted. Not among the typed options, and 5 s otherwise: when a machine had
 * stood still for longer in the midst of that code, Node did not survive the interruption ("async hook stack has become
 * corrupted"), and with the process all its tickets waited.
 */
const interruption = { isolateExecutionTimeout: '30 s' };

/**
 * No more tasks in hand than can be answered before they run out. A worker that comes back replays every execution it is given,
 * 0.3 s each on one thread: of 40 tasks, which it would take otherwise, the last ran out before it was begun, was given out
 * again, and so were all behind it. Deadlines waited for a minute (found by the fault driver).
 */
const mostTasksInHand = 6;

/** Workflow tasks run out after 5 s (temporal/ticket-engine.ts); an answer needs a moment, too. */
const mostStandstillMs = 4_000;

/** Role `tickets`: polls the engine for workflows and their activities. Waits for an engine that is away. */
export function startTicketsRole(parts: WorkerParts): RunningRole {
  const logger = parts.logger.child({ role: 'tickets' });
  const leaving = new AbortController();
  const selfCheckQueue = openJobQueue(jobQueues.selfCheck, parts.redis);
  selfCheckQueue.on('error', (error) => logger.debug({ err: error }, 'The job queue met an error.'));
  let worker: Worker | undefined;
  let endWatch: () => void = () => undefined;

  async function run(): Promise<void> {
    const { namespace } = parts.temporal;
    const patience = { logger, signal: leaving.signal };
    const bundle = await loadWorkflowBundle();
    const connection = await retryUntilDone('Temporal does not answer', () => connectWorker(parts.temporal), patience);
    try {
      const isFinal = (error: unknown) => error instanceof SearchAttributeMismatch;
      const ensure = () => ensureSearchAttributes(parts.connection, namespace);
      const ensured = await retryUntilDone('Temporal has not our search attributes', ensure, { ...patience, isFinal });
      tellSearchAttributes(ensured, logger);
      worker = await Worker.create({
        connection,
        namespace,
        taskQueue: taskQueues.tickets,
        workflowBundle: bundle,
        dataConverter: parts.dataConverter,
        maxCachedWorkflows: parts.maxCachedWorkflows,
        maxConcurrentWorkflowTaskExecutions: mostTasksInHand,
        // A worker that died is asked for so long before the others are; a deadline waits meanwhile. Go and Java have 5 s too.
        stickyQueueScheduleToStartTimeout: '5 s',
        ...interruption,
        workflowFailureErrorTypes: endedByNondeterminism,
        activities: {
          ...createSelfCheckActivities({
            ...parts,
            addJob: (jobId, data) => selfCheckQueue.add(jobQueues.selfCheck, data, { jobId }),
          }),
          ...createTicketActivities({
            pool: parts.pool,
            deliverSoon: (rows) => parts.delivery.deliverSoon(rows),
            frontendUrl: parts.frontendUrl,
          }),
        },
        ...grace,
      });
      if (leaving.signal.aborted) return;
      watchTemporalWorker(worker, taskQueues.tickets, parts.metrics);
      logger.info({ namespace, taskQueue: taskQueues.tickets }, 'The worker polls.');
      endWatch = watchStandstill({ mostMs: mostStandstillMs, onStandstill: leaveAtOnce });
      await worker.run();
    } finally {
      endWatch();
      await connection.close();
    }
  }

  /**
   * The engine has given its tasks to somebody else, maybe to this very worker: Temporal's core then takes the next task of an
   * execution for a part of the one it holds, leaves out what it believes to have told, and the history does not replay. So
   * nothing that is held is finished, not even in order: whoever runs this process starts another.
   */
  function leaveAtOnce(stoodMs: number): void {
    logger.fatal(
      { stoodMs },
      'The process stood still for longer than a workflow task may take. It ends; start it again.',
    );
    process.exit(1);
  }

  const ended = run().catch((error: unknown) => {
    if (!leaving.signal.aborted) parts.giveUp('tickets', error);
  });

  return {
    ready: () => worker?.getState() === 'RUNNING',
    async close() {
      leaving.abort();
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await selfCheckQueue.close();
    },
  };
}

function tellSearchAttributes({ added, leftToOperator }: EnsuredSearchAttributes, logger: Logger): void {
  if (added.length > 0) logger.info({ added }, 'Search attributes registered.');
  if (leftToOperator.length > 0) {
    logger.warn(
      { searchAttributes: leftToOperator },
      'Temporal lets only its operator add search attributes; make sure that the namespace has these.',
    );
  }
}
