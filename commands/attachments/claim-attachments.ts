import { Problem } from '#domain/contracts/problem';
import { attachments } from '#store/attachments/attachments';
import type { TicketWork } from '../tickets/ticket-work.ts';
import { uploaderOf } from './uploader.ts';

/**
 * Put uploaded files on a message that is written in this transaction.
 *
 * @param uploadedBy who must have uploaded them; the actor unless told
 * @throws {Problem} `unknown_reference` if one is not there, not theirs, or on a message already
 */
export async function claimAttachments(
  { client, actor }: Pick<TicketWork, 'client' | 'actor'>,
  messageId: string,
  ids: readonly string[] = [],
  uploadedBy = uploaderOf(actor),
): Promise<void> {
  if (ids.length === 0) return;
  if (uploadedBy !== null && (await attachments.claim(client, { ids, uploadedBy, messageId }))) return;
  throw new Problem('unknown_reference', { detail: 'A file is not there, or is on a message already.' });
}
