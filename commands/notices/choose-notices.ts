import type { NoticeChoices } from '#domain/contracts/notice';
import type { StaffActor } from '#domain/permissions/actor';
import { notices } from '#store/notices/notices';
import { writeQuietHours } from '#store/notices/quiet-hours';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';

/** Write what somebody wants to be told of, and when they want no mail. It holds for what comes, not for what was told. */
export async function chooseNotices(
  { pool, actor }: { readonly pool: Pool; readonly actor: StaffActor },
  { events, quietHours }: NoticeChoices,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await notices.choose(client, actor.id, events);
    await writeQuietHours(client, actor.id, quietHours);
  });
}
