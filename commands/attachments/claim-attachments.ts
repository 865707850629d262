import { Problem } from '#domain/contracts/problem';
import { attachments } from '#store/attachments/attachments';
import type { TicketWork } from '../tickets/ticket-work.ts';

/**
 * Put files that the actor uploaded on a message that is written in this transaction.
 *
 * @throws {Problem} `unknown_reference` if one is not there, not theirs, or on a message already
 */
export async function claimAttachments(
  { client, actor }: TicketWork,
  messageId: string,
  ids: readonly string[] = [],
): Promise<void> {
  if (ids.length === 0) return;
  const uploadedBy = actor.kind === 'engine' ? '' : `${actor.kind}:${actor.id}`;
  if (await attachments.claim(client, { ids, uploadedBy, messageId })) return;
  throw new Problem('unknown_reference', { detail: 'A file is not there, or is on a message already.' });
}
