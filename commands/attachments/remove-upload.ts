import { Problem } from '#domain/contracts/problem';
import { attachments } from '#store/attachments/attachments';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';

/** Whose upload is to be taken back, and how its bytes are forgotten. */
export interface RemoveUploadInput {
  readonly id: string;
  /** `kind:id` */
  readonly uploadedBy: string;
  readonly forget: (id: string) => Promise<void>;
}

/**
 * Take back a file that no message has used yet.
 *
 * @throws {Problem} `not_found`, also if it is somebody else's or on a message
 */
export async function removeUpload(pool: Pool, { id, uploadedBy, forget }: RemoveUploadInput): Promise<void> {
  await inTransaction(pool, async (client) => {
    if (!(await attachments.lockUpload(client, id, uploadedBy))) throw new Problem('not_found');
    // The file first, as where uploads are cleaned up: if this ends in the middle, the row is there to be found.
    await forget(id);
    await attachments.remove(client, [id]);
  });
}
