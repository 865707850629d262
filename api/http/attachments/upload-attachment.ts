import { uploadAttachment } from '#commands/attachments/upload-attachment';
import { attachmentView, fileName, LARGEST_ATTACHMENT } from '#domain/contracts/attachment';
import { downloadType } from '#domain/files/download-type';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { fileBytes } from '../file-endpoints.ts';
import type { AttachmentDoor } from './attachment-door.ts';

/** A name in percent-encoded UTF-8: headers carry no other letters. */
const encodedName = z
  .string()
  .max(3 * 4 * 255)
  .transform((text, context) => {
    try {
      return decodeURIComponent(text);
    } catch {
      context.addIssue('is not percent-encoded UTF-8');
      return z.NEVER;
    }
  })
  .pipe(fileName);

/** POST /attachments */
export const uploadAttachmentEndpoint = ({ pool, readActor, files }: AttachmentDoor) =>
  endpoint({
    method: 'post',
    path: '/attachments',
    summary: 'Upload a file for a message that is about to be written',
    description:
      'The body is the file itself, of at most 25 MiB; `X-File-Name` is its name in percent-encoded UTF-8. Name the id ' +
      'among the `attachmentIds` of a new ticket or message: each file goes with one, and one that no message has used ' +
      'after a day is forgotten.',
    readActor,
    headers: z.strictObject({ 'x-file-name': encodedName, 'content-type': z.string().max(255).default('') }),
    body: fileBytes,
    bodyLimit: LARGEST_ATTACHMENT,
    reply: attachmentView,
    status: 201,
    problems: ['not_possible'],
    handle({ headers, body }, { actor }) {
      const keep = (id: string) => files.keepStream(id, body);
      const forget = (id: string) => files.removeFile(id);
      const [name, mediaType] = [headers['x-file-name'], downloadType(headers['content-type'])];
      return uploadAttachment({ client: pool, actor, keep, forget }, { name, mediaType });
    },
  });
