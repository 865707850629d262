import type { RealtimePublisher } from '#process/publish-realtime';
import { presentSelfCheck } from '#queries/present-self-check';
import type { Queryable } from '#store/queryable';
import type { SelfCheckRow } from '#store/self-check';

/** What the commands of the self-check work with. */
export interface SelfCheckContext {
  readonly pool: Queryable;
  readonly realtime: RealtimePublisher;
}

/** Tell the browsers how a self-check stands, if it still exists. */
export function tellBrowsers({ realtime }: SelfCheckContext, row: SelfCheckRow | null): void {
  if (row) realtime.publish({ type: 'self_check.changed', selfCheck: presentSelfCheck(row) });
}
