import type { Viewer } from '#domain/contracts/session';
import { canSeeAllMail } from '#domain/permissions/mail';
import type { IconName } from '../shared/icon/shapes.tsx';

/** The lists of the mail page, by their names in addresses. */
export const MAIL_LISTS = {
  sent: { icon: 'forward' },
  received: { icon: 'mail' },
  caught: { icon: 'inbox' },
} as const satisfies Record<string, { icon: IconName }>;

/** One of them. */
export type MailListName = keyof typeof MAIL_LISTS;

/** Whether an address names a list. */
export function isMailList(text: string): text is MailListName {
  return Object.hasOwn(MAIL_LISTS, text);
}

/** Where a list is, or one mail of it. */
export const mailPath = (list: MailListName, id?: string) =>
  id === undefined ? `/mail/${list}` : `/mail/${list}/${id}`;

/** Whether somebody sees more than our mails on their tickets: what came in, and what was caught. */
export const seesAllMail = ({ staffId, role, teamIds }: Viewer) =>
  canSeeAllMail({ kind: 'staff', id: staffId, role, teamIds });
