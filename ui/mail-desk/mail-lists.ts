import type { Viewer } from '#domain/contracts/session';
import { canSeeAllMail, canSeeCaughtMail } from '#domain/permissions/mail';
import { actorOf } from '../session/actor-of.ts';
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

/** The lists that somebody may see: our mails on their tickets, and what came in, or was caught, if that is for them. */
export function listsFor(who: Viewer): MailListName[] {
  const viewer = actorOf(who);
  return [
    'sent',
    ...(canSeeAllMail(viewer) ? ['received' as const] : []),
    ...(canSeeCaughtMail(viewer) ? ['caught' as const] : []),
  ];
}
