import type { MailPlace } from '#store/mail/list-mail';
import { refuseCursor } from './refuse-cursor.ts';

/** Where a page ended that is in order of time: `instant.id`. */
export const writeTimeCursor = ({ at, id }: MailPlace): string => `${at}.${id}`;

/**
 * Read one.
 *
 * @throws {Problem} `invalid_request`
 */
export function readTimeCursor(cursor: string): MailPlace {
  const [, at, id] = /^(\d{1,14})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  return at === undefined || id === undefined ? refuseCursor('/after') : { at: Number(at), id };
}
