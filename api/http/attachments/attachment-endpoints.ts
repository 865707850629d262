import type { Endpoint } from '../endpoint.ts';
import type { AttachmentDoor } from './attachment-door.ts';
import { downloadAttachmentEndpoint } from './download-attachment.ts';
import { uploadAttachmentEndpoint } from './upload-attachment.ts';

/** The endpoints of files. */
export const attachmentEndpoints = (door: AttachmentDoor): Endpoint[] => [
  uploadAttachmentEndpoint(door),
  downloadAttachmentEndpoint(door),
];
