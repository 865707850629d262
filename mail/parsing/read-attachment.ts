import type { Attachment } from 'postal-mime';
import type { MailAttachment } from '../parsed-mail.ts';
import { oneLine } from './one-line.ts';

/** Most file systems take 255 bytes. */
const LONGEST_NAME = 200;
const TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;
/** As much of one as HTML may name. */
const LONGEST_ID = 250;

/**
 * An attachment as the rest of the house knows it.
 *
 * @param shown Content-IDs that the HTML names: such a part is inline, whatever else it says
 */
export function readAttachment(part: Attachment, shown: ReadonlySet<string>): MailAttachment {
  const content = bytesOf(part.content);
  const contentId = oneLine((part.contentId ?? '').slice(0, LONGEST_ID)).replace(/^<|>$/g, '') || null;
  return {
    name: fileName(part.filename),
    type: TYPE.test(part.mimeType) ? part.mimeType : 'application/octet-stream',
    size: content.byteLength,
    inline: contentId !== null && (part.related === true || part.disposition === 'inline' || shown.has(contentId)),
    contentId,
    content,
  };
}

/** Only the last step of a path, without what file systems and shells read as something else. */
function fileName(given: string | null): string | null {
  const name = oneLine(given ?? '')
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*]/g, '_');
  if (/^\.*$/.test(name)) return null;
  if (name.length <= LONGEST_NAME) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return oneLine(name.slice(0, LONGEST_NAME - ending.length)) + ending;
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}
