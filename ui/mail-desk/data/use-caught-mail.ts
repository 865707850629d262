import { caughtMails } from '#domain/contracts/mail-desk';
import { useMailPages } from './use-mail-pages.ts';

/**
 * Mails that were caught, newest first, and whether mail is caught now.
 *
 * @param isWanted nothing is asked for whoever may not see them
 */
export const useCaughtMail = (isWanted = true) => useMailPages('caught', {}, caughtMails, isWanted);
