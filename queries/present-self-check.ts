import type { SelfCheckView } from '#domain/contracts/self-check';
import type { SelfCheckRow } from '#store/self-check';

/** A self-check as callers and browsers see it. */
export function presentSelfCheck(row: SelfCheckRow): SelfCheckView {
  return {
    id: row.id,
    requestedAt: row.requestedAt.toISOString(),
    activityAt: row.activityAt?.toISOString() ?? null,
    timerDueAt: row.timerDueAt?.toISOString() ?? null,
    timerFiredAt: row.timerFiredAt?.toISOString() ?? null,
    jobAt: row.jobAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    failure: row.failure,
  };
}
