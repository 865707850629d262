import { deliveryTaskQueue } from '#workflows/delivery/delivery.messages';

/** The task queues; one per kind of work that scales by itself, named for the worker role that polls it. */
export const taskQueues = {
  /** Workflows of tickets and of the self-check, with their short activities. */
  tickets: 'nixflow-tickets',
  /** Workflows of mails, and the attempts to send them. */
  deliveries: deliveryTaskQueue,
} as const;
