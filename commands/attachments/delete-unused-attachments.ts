import { attachments } from '#store/attachments/attachments';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';

const dayMs = 24 * 3_600_000;
/** In one transaction, which must not wait for the disk for long. */
const atOnce = 100;

/**
 * Forget uploads that no message has used within a day, and their files. Safe to repeat, and beside others who do it.
 *
 * The file goes first: if this ends in the middle, the row is still there to be found. A message that wants one of them
 * waits, and then finds that it is gone.
 */
export async function deleteUnusedAttachments(pool: Pool, removeFile: (id: string) => Promise<void>): Promise<void> {
  for (;;) {
    const removed = await inTransaction(pool, async (client) => {
      const ids = await attachments.lockUnused(client, dayMs, atOnce);
      for (const id of ids) await removeFile(id);
      await attachments.remove(client, ids);
      return ids.length;
    });
    if (removed < atOnce) return;
  }
}
