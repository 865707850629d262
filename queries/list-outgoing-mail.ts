import type { OutgoingMail, OutgoingMails, outgoingMailQuery } from '#domain/contracts/mail-desk';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { listMail, type ListedOutgoing } from '#store/mail/list-mail';
import type { Queryable } from '#store/queryable';
import type { z } from 'zod';
import { presentDelivery } from './present-delivery.ts';
import { readTimeCursor, writeTimeCursor } from './time-cursor.ts';

/**
 * Mails of ours, newest first: agents see those of the tickets they may open, supervisors and admins all.
 *
 * @throws {Problem} `forbidden` (customers), `invalid_request` (a cursor that is none)
 */
export async function listOutgoingMail(
  client: Queryable,
  viewer: Actor,
  { state, after, limit }: z.output<typeof outgoingMailQuery>,
): Promise<OutgoingMails> {
  if (viewer.kind !== 'staff') throw new Problem('forbidden');
  const place = after === undefined ? null : readTimeCursor(after);
  const rows = await listMail.outgoing(client, viewer, state, { after: place, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    mails: page.map((mail) => present(mail, viewer)),
    next: last ? writeTimeCursor({ at: last.createdAt, id: last.id }) : null,
  };
}

/**
 * One mail of ours.
 *
 * @throws {Problem} `not_found`, also when the viewer may not know of it
 */
export async function findOutgoingMail(client: Queryable, viewer: Actor, mailId: string): Promise<OutgoingMail> {
  const mail = viewer.kind === 'staff' ? await listMail.findOutgoing(client, viewer, mailId) : null;
  if (!mail) throw new Problem('not_found');
  return present(mail, viewer);
}

function present(mail: ListedOutgoing, viewer: Actor): OutgoingMail {
  const { kind, messageId, fromName, fromAddress, subject, isAutomatic, createdAt, ticketId, number } = mail;
  return {
    ...presentDelivery(mail, viewer),
    ...{ kind, messageId, subject, isAutomatic, from: { name: fromName, address: fromAddress } },
    ticket: ticketId !== null && number !== null ? { ticketId, number } : null,
    createdAt: new Date(createdAt).toISOString(),
  };
}
