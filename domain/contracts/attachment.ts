import { z } from 'zod';
import { uuid } from './identifiers.ts';

/** The largest file that can be uploaded, in bytes: 25 MiB. */
export const LARGEST_ATTACHMENT = 25 * 1024 * 1024;

/** Files of one message. */
export const MOST_ATTACHMENTS = 20;

/** A file's name as people see it: not a path, and nothing that a screen or a header would stumble over. */
export const fileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069/\\]*$/u, 'is not a name of a file');

/** A file on a message. */
export const attachmentView = z
  .strictObject({
    attachmentId: uuid,
    name: z.string(),
    /** As whoever sent it said: not to be trusted. */
    mediaType: z.string(),
    /** bytes */
    size: z.int().nonnegative(),
    /** Shown in the text where `cid:` names it. */
    isInline: z.boolean(),
    /** Without angle brackets. */
    contentId: z.string().nullable(),
  })
  .meta({ id: 'Attachment', description: 'A file on a message.' });
/** See `attachmentView`. */
export type AttachmentView = z.infer<typeof attachmentView>;
