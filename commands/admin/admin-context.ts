import type { StaffActor } from '#domain/permissions/actor';
import type { OutboxRow } from '#store/outbox/outbox-row';
import type { Pool } from 'pg';

/** What commands that administer are called with. */
export interface AdminContext {
  readonly pool: Pool;
  readonly actor: StaffActor;
  /** The caller's address, as the proxies say that are trusted. */
  readonly address: string | null;
  readonly requestId: string;
  /** Takes over what is to be delivered after the commit; never throws and is not waited for. */
  readonly deliverSoon: (rows: readonly OutboxRow[]) => void;
}
