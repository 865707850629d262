import { listsOf } from '#domain/contracts/rooms';
import { BEFORE_OPENING } from '#domain/sla/sla-state';
import type { FactDraft } from '#domain/tickets/fact';
import { readNow } from '#store/clock';
import { insertTicket } from '#store/tickets/append-facts';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { messages, type MessageOfMail } from '#store/tickets/messages';
import { draftOfField, textsOf, type FittingValue } from '../fields/judge-fields.ts';
import { claimAttachments } from '../attachments/claim-attachments.ts';
import { pinRules } from './drafts-of-rules.ts';
import type { TicketWork } from './ticket-work.ts';

type Created = Extract<FactDraft, { type: 'created' }>;

/** A ticket to be inserted, with its text. */
export interface NewTicket {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  /** What it has besides, if it came by mail. */
  readonly mail?: MessageOfMail | undefined;
  /** Files that its opener uploaded for the first message. */
  readonly attachmentIds?: readonly string[] | undefined;
  /** What is said in custom fields. */
  readonly fields?: readonly FittingValue[] | undefined;
  /** Who uploaded them, as `kind:id`; the actor unless told. */
  readonly uploadedBy?: string | undefined;
  /** What its first fact says, but for what follows from the rules in force. */
  readonly opening: Omit<Created, 'type' | 'policyVersionId' | 'flowVersionIds'>;
}

/** Insert a ticket: match policy and flows, write its first fact and message, announce it. */
export async function insertOpening(
  work: TicketWork,
  { id, subject, body, mail, attachmentIds, fields = [], uploadedBy, opening }: NewTicket,
): Promise<LockedTicket> {
  const { client, origin } = work;
  const said = fields.filter(({ value }) => value !== null);
  const pinned = await pinRules(
    client,
    { ...opening, openedBy: opening.by, isFollowUp: opening.followUpOfId !== null },
    // Of a text conditions ask no more than whether there is one.
    Object.fromEntries(
      said.flatMap(({ fieldId, isText, value }) => (value === null ? [] : [[fieldId, isText ? { seq: 0 } : value]])),
    ),
  );
  const now = (await readNow(client)).getTime();
  const created = { type: 'created' as const, ...opening, ...pinned };
  const { ticket, facts } = await insertTicket(
    client,
    { row: { id, subject }, sla: BEFORE_OPENING, now },
    [created, ...said.map(draftOfField)],
    origin,
    { texts: textsOf(said) },
  );
  await messages.insert(client, { id: opening.messageId, ticketId: id, seq: 1, body, ...(mail && { mail }) });
  await claimAttachments(work, opening.messageId, attachmentIds, uploadedBy);
  const { lastSeq: seq, revision } = ticket.row;
  work.announce(id, { seq, revision, lists: listsOf(ticket.row) });
  await work.tellColleagues({ ticket, facts });
  return ticket;
}
