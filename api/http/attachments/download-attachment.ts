import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import { downloadType } from '#domain/files/download-type';
import { imageType, SIGNATURE_LENGTH } from '#domain/files/image-type';
import { findAttachment } from '#queries/find-attachment';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { FileReply, fileReply } from '../file-endpoints.ts';
import type { AttachmentDoor } from './attachment-door.ts';

/** GET /attachments/:attachmentId */
export const downloadAttachmentEndpoint = ({ pool, readActor, files }: AttachmentDoor) =>
  endpoint({
    method: 'get',
    path: '/attachments/:attachmentId',
    summary: 'A file on a message',
    description:
      'For whoever may read the message; who uploaded it may have it before it is on one. It leaves as a download, whatever ' +
      'it is. With `inline=true` a picture (PNG, JPEG, GIF, WebP, by its bytes) comes to be shown.',
    readActor,
    params: z.strictObject({ attachmentId: anyCaseUuid }),
    query: z.strictObject({ inline: z.stringbool().default(false) }),
    reply: fileReply,
    problems: ['not_found'],
    async handle({ params: { attachmentId }, query }, { actor }) {
      const { id, name, mediaType } = await findAttachment(pool, actor, attachmentId);
      const file = await files.openFile(id);
      if (!file) throw new Problem('not_found', { detail: 'The file is gone.' });
      const shown = query.inline ? imageType(await file.peek(SIGNATURE_LENGTH)) : null;
      const type = shown === null ? { mediaType: downloadType(mediaType) } : { mediaType: shown, isInline: true };
      return new FileReply({ ...type, name, size: file.size }, file.content());
    },
  });
