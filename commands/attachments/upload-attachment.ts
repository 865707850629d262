import { randomUUID } from 'node:crypto';
import type { AttachmentView } from '#domain/contracts/attachment';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { attachments } from '#store/attachments/attachments';
import type { Queryable } from '#store/queryable';

/** What uploading reaches. */
export interface UploadContext {
  readonly client: Queryable;
  readonly actor: Actor;
  /** Keep the bytes under that id. @returns how many they were; rejects if not all of them came */
  readonly keep: (id: string) => Promise<number>;
  /** Forget them. */
  readonly forget: (id: string) => Promise<void>;
}

/** A file as its uploader names it. */
export interface UploadInput {
  readonly name: string;
  readonly mediaType: string;
}

/** Files that somebody has uploaded and not used: more is a mistake, or no good intention. */
const MOST_UNUSED = 100;

/**
 * Keep a file for a message that is about to be written. Used by no message within a day, it is forgotten.
 *
 * @throws {Problem} `not_possible` (too many that are not used yet), and whatever `keep` rejects with
 */
export async function uploadAttachment(
  { client, actor, keep, forget }: UploadContext,
  { name, mediaType }: UploadInput,
): Promise<AttachmentView> {
  if (actor.kind === 'engine') throw new Problem('forbidden');
  const uploadedBy = `${actor.kind}:${actor.id}`;
  if ((await attachments.countUnused(client, uploadedBy)) >= MOST_UNUSED) {
    throw new Problem('not_possible', {
      detail: `There are ${String(MOST_UNUSED)} files that no message has used yet.`,
    });
  }
  const id = randomUUID();
  await attachments.insertUpload(client, { id, uploadedBy, name, mediaType });
  try {
    const size = await keep(id);
    await attachments.setSize(client, id, size);
    return { attachmentId: id, name, mediaType, size, isInline: false, contentId: null };
  } catch (error) {
    // If that fails too, it is cleaned up like any that is not used.
    await forget(id)
      .then(() => attachments.remove(client, [id]))
      .catch(() => undefined);
    throw error;
  }
}
