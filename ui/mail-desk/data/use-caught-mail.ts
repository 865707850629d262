import { caughtMails } from '#domain/contracts/mail-desk';
import { useMailPages } from './use-mail-pages.ts';

/** Mails that were caught, newest first, and whether mail is caught now. */
export const useCaughtMail = () => useMailPages('caught', {}, caughtMails);
