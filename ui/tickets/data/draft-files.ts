import { attachmentView, fileName, LARGEST_ATTACHMENT, MOST_ATTACHMENTS } from '#domain/contracts/attachment';
import { z } from 'zod';

/** A file that goes with what is being written. */
export interface DraftFile {
  /** Of this page's own; the id of the attachment once it is there. */
  readonly id: string;
  readonly name: string;
  /** MIME, as the browser guesses it. */
  readonly type: string;
  readonly bytes: number;
  /** `uploading`: of it, 1 = all; `ready`: the server has it; `refused`: why it cannot go. */
  readonly state:
    | { readonly is: 'uploading'; readonly share: number }
    | { readonly is: 'ready'; readonly uploadedAt: number }
    | { readonly is: 'refused'; readonly why: string };
}

/** The server forgets what no message has used after a day; what is nearly that old is not offered any more (ms). */
const keptMs = 23 * 3_600_000;

const kept = z.array(attachmentView.pick({ attachmentId: true, name: true, mediaType: true, size: true }).extend({ uploadedAt: z.number() })); // prettier-ignore

/** Files of a draft as this browser kept them; nothing of what cannot be read, or is gone by now (ms). */
export function readDraftFiles(stored: string | null, now: number): DraftFile[] {
  if (stored === null) return [];
  const parsed = kept.safeParse(parse(stored));
  if (!parsed.success) return [];
  return parsed.data
    .filter(({ uploadedAt }) => now - uploadedAt < keptMs)
    .map(({ attachmentId, name, mediaType, size, uploadedAt }) => ({
      ...{ id: attachmentId, name, type: mediaType, bytes: size },
      state: { is: 'ready', uploadedAt },
    }));
}

/** What is to be kept of them: what the server has. Null: nothing. */
export function writeDraftFiles(files: readonly DraftFile[]): string | null {
  const ready = files.flatMap(({ id, name, type, bytes, state }) =>
    state.is === 'ready'
      ? [{ attachmentId: id, name, mediaType: type, size: bytes, uploadedAt: state.uploadedAt }]
      : [],
  );
  return ready.length === 0 ? null : JSON.stringify(ready);
}

/** Why a file cannot go, before anything of it was sent; null: it can. */
export function whyNot(bytes: number, alreadyThere: number): 'too_large' | 'too_many' | null {
  if (bytes > LARGEST_ATTACHMENT) return 'too_large';
  return alreadyThere >= MOST_ATTACHMENTS ? 'too_many' : null;
}

/** A name that the server takes: without what is no letter, at most as long as it may be. */
export function uploadName(name: string): string {
  const tame = name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069/\\]/gu, '_').slice(-255);
  return fileName.safeParse(tame).success ? tame : 'file';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
