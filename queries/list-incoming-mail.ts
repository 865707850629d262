import type { IncomingMail, IncomingMails, incomingMailQuery } from '#domain/contracts/mail-desk';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { canSeeAllMail } from '#domain/permissions/mail';
import { listMail, type ListedIncoming } from '#store/mail/list-mail';
import type { Queryable } from '#store/queryable';
import type { z } from 'zod';
import { readTimeCursor, writeTimeCursor } from './time-cursor.ts';

/**
 * Mails that came in, newest first.
 *
 * @throws {Problem} `forbidden`, `invalid_request` (a cursor that is none)
 */
export async function listIncomingMail(
  client: Queryable,
  viewer: Actor,
  { state, after, limit }: z.output<typeof incomingMailQuery>,
): Promise<IncomingMails> {
  if (!canSeeAllMail(viewer)) throw new Problem('forbidden');
  const place = after === undefined ? null : readTimeCursor(after);
  const rows = await listMail.incoming(client, state, { after: place, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { mails: page.map(present), next: last ? writeTimeCursor({ at: last.receivedAt, id: last.id }) : null };
}

/**
 * One mail that came in.
 *
 * @throws {Problem} `forbidden`, `not_found`
 */
export async function findIncomingMail(client: Queryable, viewer: Actor, mailId: string): Promise<IncomingMail> {
  if (!canSeeAllMail(viewer)) throw new Problem('forbidden');
  const mail = await listMail.findIncoming(client, mailId);
  if (!mail) throw new Problem('not_found');
  return present(mail);
}

function present(mail: ListedIncoming): IncomingMail {
  const { id, state, mailbox, envelopeFrom, subject, size, classReason, reason, attempts, ticketId, number } = mail;
  return {
    ...{ mailId: id, state, mailbox, envelopeFrom, subject, size, class: mail.class, classReason, reason, attempts },
    receivedAt: instant(mail.receivedAt),
    processedAt: mail.processedAt === null ? null : instant(mail.processedAt),
    from: { name: mail.fromName, address: mail.fromAddress },
    ticket: ticketId !== null && number !== null ? { ticketId, number } : null,
    mayRetry: state === 'quarantined',
  };
}

const instant = (at: number) => new Date(at).toISOString();
