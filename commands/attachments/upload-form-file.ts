import type { AttachmentView } from '#domain/contracts/attachment';
import { LARGEST_FORM_FILES, MOST_FORM_FILES } from '#domain/contracts/help-form';
import { Problem } from '#domain/contracts/problem';
import { attachments } from '#store/attachments/attachments';
import { uploadAttachment, type UploadContext, type UploadInput } from './upload-attachment.ts';
import { EVERY_FORM, uploaderOfForm } from './uploader.ts';

/** Bytes that strangers may have lying here unused, all together: 2 GiB. The disk is also that of the mail. */
const MOST_OF_ALL = 2 * 1024 ** 3;

/**
 * Keep a file for a request by the public form. Used by none within a day, it is forgotten.
 *
 * @throws {Problem} `not_possible` (too many, or too large together), and whatever `keep` rejects with
 */
export async function uploadFormFile(
  context: Pick<UploadContext, 'client' | 'keep' | 'forget'>,
  { formId, ...input }: UploadInput & { readonly formId: string },
): Promise<AttachmentView> {
  const { bytes } = await attachments.unusedOf(context.client, EVERY_FORM);
  if (bytes > MOST_OF_ALL) throw new Problem('not_possible', { detail: 'No more files are taken now.' });
  const limits = { uploadedBy: uploaderOfForm(formId), most: MOST_FORM_FILES, mostBytes: LARGEST_FORM_FILES };
  return uploadAttachment({ ...context, ...limits }, input);
}
