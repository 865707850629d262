import { randomUUID } from 'node:crypto';
import type { AttachmentView } from '#domain/contracts/attachment';
import { Problem } from '#domain/contracts/problem';
import { attachments } from '#store/attachments/attachments';
import type { Queryable } from '#store/queryable';

/** What uploading reaches. */
export interface UploadContext {
  readonly client: Queryable;
  /** Who uploads, as `kind:id`; null: nobody who may. */
  readonly uploadedBy: string | null;
  /** Keep the bytes under that id. @returns how many they were; rejects if not all of them came */
  readonly keep: (id: string) => Promise<number>;
  /** Forget them. */
  readonly forget: (id: string) => Promise<void>;
  /** Files that somebody has uploaded and not used: more is a mistake, or no good intention. */
  readonly most?: number;
  /** Bytes of all of them. */
  readonly mostBytes?: number;
}

/** A file as its uploader names it. */
export interface UploadInput {
  readonly name: string;
  readonly mediaType: string;
}

const MOST_UNUSED = 100;

/**
 * Keep a file for a message that is about to be written. Used by no message within a day, it is forgotten.
 *
 * @throws {Problem} `forbidden`, `not_possible` (too many that are not used yet), and whatever `keep` rejects with
 */
export async function uploadAttachment(
  context: UploadContext,
  { name, mediaType }: UploadInput,
): Promise<AttachmentView> {
  const { client, uploadedBy, keep, forget } = context;
  if (uploadedBy === null) throw new Problem('forbidden');
  const id = randomUUID();
  await attachments.insertUpload(client, { id, uploadedBy, name, mediaType });
  try {
    await requireRoom(context, uploadedBy);
    const size = await keep(id);
    await attachments.setSize(client, id, size);
    await requireRoom(context, uploadedBy);
    return { attachmentId: id, name, mediaType, size, isInline: false, contentId: null };
  } catch (error) {
    // If that fails too, it is cleaned up like any that is not used.
    await forget(id)
      .then(() => attachments.remove(client, [id]))
      .catch(() => undefined);
    throw error;
  }
}

/** Asked with the row there, and again with its size: of many uploads at once none slips through. */
async function requireRoom(
  { client, most = MOST_UNUSED, mostBytes = Infinity }: UploadContext,
  uploadedBy: string,
): Promise<void> {
  const { count, bytes } = await attachments.unusedOf(client, uploadedBy);
  if (count > most) refuse(`There are ${String(most)} files that no message has used yet.`);
  if (bytes > mostBytes) refuse(`The files together have more than ${String(mostBytes)} bytes.`);
}

function refuse(detail: string): never {
  throw new Problem('not_possible', { detail });
}
