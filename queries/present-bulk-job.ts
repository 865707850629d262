import { BULK_STEERING, type BulkSteering } from '#domain/bulk/words';
import type { BulkJobView } from '#domain/contracts/bulk-job';
import type { BulkJob } from '#store/bulk/bulk-jobs';

const text = (at: number) => new Date(at).toISOString();

/** A bulk job as whoever started it sees it. */
export function presentBulkJob({
  id,
  act,
  state,
  total,
  done,
  refused,
  failed,
  createdAt,
  endedAt,
}: BulkJob): BulkJobView {
  const steerings = Object.keys(BULK_STEERING) as BulkSteering[];
  return {
    ...{ id, act, state, total, done, refused, failed },
    createdAt: text(createdAt),
    endedAt: endedAt === null ? null : text(endedAt),
    may: steerings.filter((one) => BULK_STEERING[one].from.some((from) => from === state)),
  };
}
