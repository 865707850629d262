import { createSelfCheckActivities } from '#activities/create-self-check-activities';
import { createTicketActivities } from '#activities/create-ticket-activities';
import { jobQueues, openJobQueue } from '#jobs/job-queue';
import type { Logger } from '#process/logger';
import { watchStandstill } from '#process/watch-standstill';
import { retryUntilDone } from '#process/retry-until-done';
import {
  ensureSearchAttributes,
  SearchAttributeMismatch,
  type EnsuredSearchAttributes,
} from '#temporal/search-attributes';
import { taskQueues } from '#temporal/task-queues';
import type { RunningRole, WorkerParts } from './role.ts';
import { startTemporalRole } from './temporal-role.ts';

/**
 * As many ask the queue that all workers share as ask the one of this worker's own tickets: by default nearly all ask for its
 * own, and when another worker had died the last one alone took over that one's, a task after the other, while new tickets
 * waited, too.
 */
const pollers = { maxConcurrentWorkflowTaskPolls: 4, nonStickyToStickyPollRatio: 0.5 } as const;

/**
 * No more tasks in hand than can be answered before they run out. A worker that comes back replays every execution it is given,
 * 0.3 s each on one thread: of 40 tasks, which it would take otherwise, the last ran out before it was begun, was given out
 * again, and so were all behind it. Deadlines waited for a minute (found by the fault driver).
 *
 * Whoever asks holds a place, too: of six places, four were never more than asked with, and in a burst of 500 deadlines two
 * tasks at a time were worked on.
 */
const mostTasksInHand = 6 + pollers.maxConcurrentWorkflowTaskPolls;

/** Workflow tasks run out after 5 s (temporal/ticket-engine.ts); an answer needs a moment, too. */
const mostStandstillMs = 4_000;

/** Role `tickets`: polls the engine for workflows and their activities. Waits for an engine that is away. */
export function startTicketsRole(parts: WorkerParts): RunningRole {
  const logger = parts.logger.child({ role: 'tickets' });
  const selfCheckQueue = openJobQueue(jobQueues.selfCheck, parts.redis);
  selfCheckQueue.on('error', (error) => logger.debug({ err: error }, 'The job queue met an error.'));
  return startTemporalRole(parts, {
    role: 'tickets',
    taskQueue: taskQueues.tickets,
    async prepare(patience) {
      const isFinal = (error: unknown) => error instanceof SearchAttributeMismatch;
      const ensure = () => ensureSearchAttributes(parts.connection, parts.temporal.namespace);
      const ensured = await retryUntilDone('Temporal has not our search attributes', ensure, { ...patience, isFinal });
      tellSearchAttributes(ensured, logger);
      return {
        maxCachedWorkflows: parts.maxCachedWorkflows,
        maxConcurrentWorkflowTaskExecutions: mostTasksInHand,
        ...pollers,
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
      };
    },
    onPolling: () =>
      watchStandstill({
        mostMs: mostStandstillMs,
        onStandstill: (stoodMs) => {
          leaveAtOnce(logger, stoodMs);
        },
      }),
    close: () => selfCheckQueue.close(),
  });
}

/**
 * The engine has given its tasks to somebody else, maybe to this very worker: Temporal's core then takes the next task of an
 * execution for a part of the one it holds, leaves out what it believes to have told, and the history does not replay. So
 * nothing that is held is finished, not even in order: whoever runs this process starts another.
 */
function leaveAtOnce(logger: Logger, stoodMs: number): void {
  logger.fatal(
    { stoodMs },
    'The process stood still for longer than a workflow task may take. It ends; start it again.',
  );
  process.exit(1);
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
