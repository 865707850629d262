import { randomUUID } from 'node:crypto';
import { addMessage } from '#commands/tickets/add-message';
import { deleteTicket, markSpam } from '#commands/tickets/leave-queue';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { openTicket } from '#commands/tickets/open-ticket';
import type { AttachmentView } from '#domain/contracts/attachment';
import { ledger } from '#store/mail/ledger';
import { buildOpenTicketInput } from '../factories/open-ticket-input.ts';
import type { Belonging, MatrixObject } from './expected.ts';
import type { AuthorisationWorld } from './world.ts';

const OWN = "the agent's own, in another team";
/** What tickets there are, with a held reply that is on its way by mail and has a file. */
export const TICKETS = ["the team's", "another team's", 'of no team', OWN, 'spam', 'deleted', 'merged'] as const;
/** One of them. */
export type TicketWhat = (typeof TICKETS)[number];

/** Make a ticket that nobody else has. */
export async function makeTicket(world: AuthorisationWorld, what: TicketWhat): Promise<MatrixObject> {
  const { desk, teams, agent, requester, supervisor } = world;
  const isOwn = what === OWN;
  const isTheirs = isOwn || what === "another team's";
  const teamId = isTheirs ? teams.theirs : what === 'of no team' ? null : teams.ours;
  const ids = await ticketOf(world, { teamId, ...(isOwn && { assigneeId: agent.id }) });
  const { ticketId } = ids;
  const { id: requesterId, organisationId } = requester;
  const belongs: Belonging = {
    ...{ owners: [requesterId, isOwn ? agent.id : null], teamId, organisationId },
    isHidden: what === 'spam' || what === 'deleted',
  };
  if (what === 'spam') await markSpam(desk.as(supervisor), { ticketId });
  if (what === 'deleted') await deleteTicket(desk.as(supervisor), { ticketId });
  const object: MatrixObject = { kind: 'ticket', what, ids, gone: [], belongs };
  if (what !== 'merged') return object;
  const survivor = await ticketOf(world, { teamId: teams.theirs });
  await mergeTicket(desk.as(supervisor), { ticketId, into: survivor.ticketId });
  return { ...object, survivor: { ...belongs, teamId: teams.theirs } };
}

/** What names no ticket. */
export function noTicket(): MatrixObject {
  const ids = { ticketId: randomUUID(), messageId: randomUUID(), mailId: randomUUID(), attachmentId: randomUUID() };
  return { kind: 'ticket', what: 'not there', ids, gone: Object.keys(ids), belongs: { owners: [] } };
}

/** A ticket of the requester's with a held reply on it, and a file on that. */
export async function ticketOf(
  { desk, ask, supervisor, requester }: AuthorisationWorld,
  given: { readonly teamId: string | null; readonly assigneeId?: string },
): Promise<Record<'ticketId' | 'messageId' | 'mailId' | 'attachmentId', string>> {
  const { ticketId } = await openTicket(desk.as(supervisor), buildOpenTicketInput(requester.id, given));
  const upload = await ask(supervisor, { method: 'POST', path: '/attachments', body: 'Words' });
  const { attachmentId } = (await upload.json()) as AttachmentView;
  const reply = { ticketId, public: true, body: 'Words', via: 'web', undoSeconds: 3_600 } as const;
  const { messageId } = await addMessage(desk.as(supervisor), { ...reply, attachmentIds: [attachmentId] });
  const mail = await ledger.findByMessage(desk.pool, messageId);
  if (!mail) throw new Error('A reply made no mail.');
  return { ticketId, messageId, mailId: mail.id, attachmentId };
}
