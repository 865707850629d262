import { createDeliveryActivities } from '#activities/create-delivery-activities';
import { openMailFiles } from '#mail/files/mail-files';
import { startCatcher } from '#mail/smtp/start-catcher';
import { readSmtpUrl } from '#mail/smtp/smtp-url';
import { retryUntilDone } from '#process/retry-until-done';
import { caughtMails } from '#store/mail/caught-mail';
import { taskQueues } from '#temporal/task-queues';
import type { RunningRole, WorkerParts } from './role.ts';
import { startTemporalRole } from './temporal-role.ts';

/**
 * Role `deliveries`: sends mail. Where no mail server is configured, a catcher of its own keeps what would have gone out, for
 * people to look at in the app.
 */
export function startDeliveriesRole(parts: WorkerParts): RunningRole {
  const logger = parts.logger.child({ role: 'deliveries' });
  const catcher =
    parts.smtpUrl === undefined ? startCatcher((mail) => caughtMails.insert(parts.pool, mail)) : undefined;
  return startTemporalRole(parts, {
    role: 'deliveries',
    taskQueue: taskQueues.deliveries,
    async prepare(patience) {
      const isCatching = catcher !== undefined;
      const note = () => caughtMails.noteCatching(parts.pool, isCatching);
      await retryUntilDone('PostgreSQL does not answer', note, patience);
      if (catcher) logger.warn('SMTP_URL is not set: mail is caught here, and none goes out.');
      const server = readSmtpUrl(parts.smtpUrl ?? (await catcher)?.url ?? '');
      return {
        maxCachedWorkflows: parts.maxCachedWorkflows,
        maxConcurrentActivityTaskExecutions: 20,
        activities: createDeliveryActivities({
          pool: parts.pool,
          deliverSoon: (rows) => parts.delivery.deliverSoon(rows),
          server: () => server,
          isCatching,
          files: openMailFiles(parts.attachmentsDir),
        }),
      };
    },
    close: async () => (await catcher)?.close(),
  });
}
