import { uploadAttachment } from '#commands/attachments/upload-attachment';
import { uploaderOf } from '#commands/attachments/uploader';
import { attachmentView, LARGEST_ATTACHMENT } from '#domain/contracts/attachment';
import { downloadType } from '#domain/files/download-type';
import { endpoint } from '../endpoint.ts';
import { fileBytes } from '../file-endpoints.ts';
import type { AttachmentDoor } from './attachment-door.ts';
import { namedFile } from './named-file.ts';

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
    headers: namedFile,
    body: fileBytes,
    bodyLimit: LARGEST_ATTACHMENT,
    reply: attachmentView,
    status: 201,
    problems: ['not_possible'],
    handle({ headers, body }, { actor }) {
      const keep = (id: string) => files.keepStream(id, body);
      const forget = (id: string) => files.removeFile(id);
      const [name, mediaType] = [headers['x-file-name'], downloadType(headers['content-type'])];
      return uploadAttachment({ client: pool, uploadedBy: uploaderOf(actor), keep, forget }, { name, mediaType });
    },
  });
