import { removeUpload } from '#commands/attachments/remove-upload';
import { uploaderOfForm } from '#commands/attachments/uploader';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { inHeader, ofForm, type HelpFormDoor } from './help-form-door.ts';

/** DELETE /help-form/files/:attachmentId */
export const removeFormFileEndpoint = ({ pool, files, tokens }: HelpFormDoor) =>
  endpoint({
    method: 'delete',
    path: '/help-form/files/:attachmentId',
    summary: 'Take back a file that was uploaded for the public form',
    params: z.strictObject({ attachmentId: anyCaseUuid }),
    headers: ofForm,
    problems: ['not_found'],
    async handle({ params: { attachmentId: id }, headers }) {
      const { formId } = await tokens.read(headers['x-form-token'], inHeader);
      await removeUpload(pool, { id, uploadedBy: uploaderOfForm(formId), forget: (file) => files.removeFile(file) });
      return undefined;
    },
  });
