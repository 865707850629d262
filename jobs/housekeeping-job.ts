import type { Schedule } from './keep-schedules.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** What comes back by itself; the name of each job is the schedule's id. */
export const housekeepingSchedules = [
  { id: 'delete-old-self-checks', everyMs: hour },
  { id: 'fail-abandoned-self-check', everyMs: 5 * minute },
  { id: 'delete-old-idempotency-keys', everyMs: hour },
  { id: 'delete-unused-attachments', everyMs: hour },
  { id: 'queue-forgotten-notices', everyMs: 30 * second },
  { id: 'mail-notices', everyMs: 15 * second },
  { id: 'delete-old-notices', everyMs: hour },
  { id: 'queue-forgotten-bulk-jobs', everyMs: 30 * second },
  { id: 'delete-old-bulk-jobs', everyMs: hour },
  { id: 'delete-old-sessions', everyMs: hour },
  { id: 'delete-old-one-time-links', everyMs: hour },
  { id: 'reseal-secrets', everyMs: 10 * minute },
] as const satisfies readonly Schedule[];

type HousekeepingJob = (typeof housekeepingSchedules)[number]['id'];

/** The act behind each schedule; each may run twice without harm. */
export type HousekeepingActs = Readonly<Record<HousekeepingJob, () => Promise<unknown>>>;

/**
 * Run the act a job is named for.
 *
 * A name this version does not know (a schedule of a newer or older one) is skipped: failing it would only fill the queue.
 */
export function createHousekeepingProcessor(acts: HousekeepingActs) {
  return async (name: string): Promise<void> => {
    if (isKnown(name, acts)) await acts[name]();
  };
}

function isKnown(name: string, acts: HousekeepingActs): name is HousekeepingJob {
  return Object.hasOwn(acts, name);
}
