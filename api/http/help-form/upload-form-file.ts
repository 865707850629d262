import { uploadFormFile } from '#commands/attachments/upload-form-file';
import { attachmentView } from '#domain/contracts/attachment';
import { LARGEST_FORM_FILE } from '#domain/contracts/help-form';
import { downloadType } from '#domain/files/download-type';
import { addressGroup } from '#process/address-group';
import { namedFile } from '../attachments/named-file.ts';
import { endpoint } from '../endpoint.ts';
import { fileBytes } from '../file-endpoints.ts';
import { inHeader, ofForm, type HelpFormDoor } from './help-form-door.ts';

/** POST /help-form/files */
export const uploadFormFileEndpoint = ({ pool, files, tokens, limiter }: HelpFormDoor) =>
  endpoint({
    method: 'post',
    path: '/help-form/files',
    summary: 'Upload a file for the public form',
    description:
      'The body is the file itself; `X-File-Name` is its name in percent-encoded UTF-8, `X-Form-Token` says for which form ' +
      'it is. At most 10 files, of 10 MB each and 25 MB together; from one address 60 in 15 minutes. What is not sent ' +
      'with the form is forgotten after a day.',
    headers: namedFile.extend(ofForm.shape),
    body: fileBytes,
    bodyLimit: LARGEST_FORM_FILE,
    reply: attachmentView,
    status: 201,
    problems: ['not_possible'],
    async handle({ headers, body }, { caller }) {
      const { formId } = await tokens.read(headers['x-form-token'], inHeader);
      await limiter.take('formFilesFromAddress', addressGroup(caller.address));
      const keep = (id: string) => files.keepStream(id, body);
      const forget = (id: string) => files.removeFile(id);
      const [name, mediaType] = [headers['x-file-name'], downloadType(headers['content-type'])];
      return uploadFormFile({ client: pool, keep, forget }, { formId, name, mediaType });
    },
  });
