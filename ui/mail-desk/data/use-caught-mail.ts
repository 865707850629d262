import { caughtMails } from '#domain/contracts/mail-desk';
import { useMailPages } from './use-mail-pages.ts';

/** Mails that were caught, newest first, and whether mail is caught now. Who may not see them need not ask. */
export const useCaughtMail = ({ isAsked = true } = {}) => useMailPages('caught', {}, caughtMails, { isAsked });
