import type { SelfCheckRow } from '#store/self-check';

/** No workflow of a self-check lives longer than this. */
const longestMinutes = 15;

/** What is said of a self-check that ended without a word; the start page says the same. */
const nobodyFinishedIt = 'Nobody finished it.';

/** What ending an abandoned self-check needs. */
export interface AbandonedSelfCheckPorts {
  /** PostgreSQL's clock, by which self-checks are stamped. */
  readonly readNow: () => Promise<Date>;
  readonly latest: () => Promise<SelfCheckRow | null>;
  /** End one as failed, with the reason in words; one that is finished stays as it is. */
  readonly fail: (selfCheckId: string, failure: string) => Promise<void>;
}

/**
 * End the latest self-check as failed when nobody is left to finish it: the API died before it started the workflow, the
 * workflow failed, or the engine lost it. Pages show only the latest; older ones go with their day.
 *
 * Safe to repeat.
 */
export async function failAbandonedSelfCheck({ readNow, latest, fail }: AbandonedSelfCheckPorts): Promise<void> {
  const row = await latest();
  if (row?.finishedAt !== null) return;
  const ageMinutes = ((await readNow()).getTime() - row.requestedAt.getTime()) / 60_000;
  if (ageMinutes > longestMinutes) await fail(row.id, nobodyFinishedIt);
}
