import type { FactDraft, TicketFact } from '#domain/tickets/fact';
import { ledger } from '#store/mail/ledger';
import { readFacts } from '#store/tickets/read-facts';
import { command } from '../tickets/command.ts';
import type { CommandContext } from '../tickets/command-context.ts';

/** A reply whose undo window is over. */
interface ReleaseReplyInput {
  readonly deliveryId: string;
  readonly ticketId: string;
  readonly messageId: string;
}

/**
 * Let a held reply go, and the status that was chosen with it. Undoing it is the other command about it: under the lock of
 * its ticket one of them wins. Safe to repeat.
 *
 * The facts are those of the ticket that the reply was written on, also if that is merged by now: they are about its message.
 */
const release = command<ReleaseReplyInput, null>('release-reply', async (work, { deliveryId, ticketId, messageId }) => {
  const ticket = await work.lockItself(ticketId);
  const mail = await ledger.lock(work.client, deliveryId);
  if (mail?.state !== 'held' || (mail.heldUntil ?? 0) > mail.now) return null;
  await ledger.write(work.client, deliveryId, { state: 'queued' });
  const facts = await readFacts(work.client, ticketId, { after: 0, limit: ticket.row.lastSeq });
  await work.record(ticket, [{ type: 'released', messageId }, ...statusOf(facts, messageId, ticket.row.status)]);
  return null;
});

/**
 * Release a reply by the id of its mail.
 *
 * @throws {Problem} never for a mail that is not there, was undone, or has left: that is done
 */
export async function releaseReply(context: Omit<CommandContext, 'actor'>, deliveryId: string): Promise<void> {
  const mail = await ledger.find(context.pool, deliveryId);
  if (mail?.state !== 'held' || mail.ticketId === null || mail.messageId === null) return;
  const { ticketId, messageId } = mail;
  await release({ ...context, actor: { kind: 'engine' } }, { deliveryId, ticketId, messageId });
}

/** What was chosen with the reply, unless somebody changed the status since, or the customer wrote. */
function statusOf(facts: readonly TicketFact[], messageId: string, from: Status): FactDraft[] {
  const at = facts.findIndex((fact) => fact.type === 'message' && fact.messageId === messageId);
  const reply = facts[at];
  const to = reply?.type === 'message' ? reply.statusAtRelease : undefined;
  if (to === undefined || to === from || facts.slice(at + 1).some(overtakes(reply?.revision))) return [];
  return [{ type: 'status', from, to }];
}

/** The first act of an agent opens a ticket in the reply's own command: that is no change of somebody's mind. */
const overtakes = (ownRevision: number | undefined) => (fact: TicketFact) =>
  (fact.type === 'status' && fact.revision !== ownRevision) ||
  (fact.type === 'message' && fact.by === 'customer' && !fact.auto);

type Status = Extract<FactDraft, { type: 'status' }>['to'];
