import { Problem } from '#domain/contracts/problem';
import { canSeeAllMail } from '#domain/permissions/mail';
import { canWork } from '#domain/permissions/ticket';
import { ledger, type LedgerMail } from '#store/mail/ledger';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import type { CommandContext } from '../tickets/command-context.ts';
import { requireThat } from '../tickets/require-that.ts';
import type { TicketWork } from '../tickets/ticket-work.ts';

/** A mail of the send ledger, and the ticket it is about; null: about none. */
export interface MailOfTicket {
  readonly mailId: string;
  readonly ticketId: string | null;
}

/** A mail that this transaction alone may change, and so its ticket. */
export interface LockedMail {
  readonly mail: LedgerMail;
  readonly ticket: LockedTicket | null;
}

/**
 * Find out which ticket a mail is about. That never changes, so it needs no lock.
 *
 * @throws {Problem} `not_found`
 */
export async function findMailOfTicket({ pool }: CommandContext, mailId: string): Promise<MailOfTicket> {
  const mail = await ledger.find(pool, mailId);
  if (!mail) throw new Problem('not_found');
  return { mailId, ticketId: mail.ticketId };
}

/**
 * Lock a mail for somebody who decides about it by hand: its ticket first, as everywhere.
 *
 * @throws {Problem} `not_found`, also when the actor may not know of it; `forbidden`
 */
export async function lockMail(work: TicketWork, { mailId, ticketId }: MailOfTicket): Promise<LockedMail> {
  const { actor, client } = work;
  if (actor.kind !== 'staff' || (ticketId === null && !canSeeAllMail(actor))) throw new Problem('not_found');
  const ticket = ticketId === null ? null : await work.lockItself(ticketId);
  requireThat(canWork(actor));
  const mail = await ledger.lock(client, mailId);
  if (!mail) throw new Problem('not_found');
  return { mail, ticket };
}
