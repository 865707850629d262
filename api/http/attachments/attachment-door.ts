import type { MailFiles } from '#mail/files/mail-files';
import type { TicketDoor } from '../tickets/ticket-door.ts';

/** What the endpoints of files reach. */
export interface AttachmentDoor extends Pick<TicketDoor, 'pool' | 'readActor'> {
  readonly files: Pick<MailFiles, 'keepStream' | 'removeFile' | 'openFile'>;
}
