import { randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import type { Channel, Priority } from '#domain/tickets/words';
import { customers } from '#store/people/customers';
import { staff } from '#store/people/staff';
import { teams } from '#store/people/teams';
import { judgeFields } from '../fields/judge-fields.ts';
import { command } from './command.ts';
import { insertOpening } from './insert-opening.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import type { TicketWork } from './ticket-work.ts';

/** A new ticket, as its opener describes it. */
export interface OpenTicketInput {
  readonly subject: string;
  readonly body: string;
  readonly via: Channel;
  /** Who asks for help. A customer opens tickets of their own alone. */
  readonly requesterId: string;
  readonly priority: Priority;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly tags: readonly string[];
  /** Custom fields, by their ids. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** Files that the opener uploaded for the first message. */
  readonly attachmentIds?: readonly string[] | undefined;
}

/** A receipt that names the first message too. */
export interface OpenedTicket extends TicketReceipt {
  readonly messageId: string;
}

/**
 * Open a ticket with its first message: `new` when a customer writes, `open` when an agent does. It is pinned to the policy
 * and the flows that match now.
 *
 * @throws {Problem} `forbidden`, `unknown_reference` (requester, team, assignee or file), `invalid_request` (a custom field)
 */
export const openTicket = command<OpenTicketInput, OpenedTicket>('open-ticket', async (work, input) => {
  const { actor, client } = work;
  requireThat(actor.kind === 'customer' ? isOwn(actor.id, input) : canWork(actor));
  if (!(await customers.exists(client, input.requesterId))) refuse('There is no such requester.');
  if (input.teamId !== null && !(await teams.exists(client, input.teamId))) refuse('There is no such team.');
  if (input.assigneeId !== null && !(await staff.canBeAssigned(client, input.assigneeId)))
    refuse('There is no such agent.');
  return open(work, input);
});

async function open(work: TicketWork, input: OpenTicketInput): Promise<OpenedTicket> {
  const { subject, body, attachmentIds, fields = {}, ...opening } = input;
  const by = work.actor.kind === 'customer' ? 'customer' : 'agent';
  const messageId = randomUUID();
  const ticket = await insertOpening(work, {
    ...{ id: randomUUID(), subject, body, attachmentIds, fields: await judgeFields(work, 'ticket', fields) },
    opening: { ...opening, by, status: by === 'customer' ? 'new' : 'open', messageId, followUpOfId: null },
  });
  return { ...receiptOf(ticket), messageId };
}

/** Customers do not choose who works on it, nor how urgent it is. */
const isOwn = (customerId: string, { requesterId, teamId, assigneeId, tags, priority, fields = {} }: OpenTicketInput) =>
  requesterId === customerId &&
  teamId === null &&
  assigneeId === null &&
  tags.length === 0 &&
  priority === 'normal' &&
  Object.keys(fields).length === 0;

function refuse(detail: string): never {
  throw new Problem('unknown_reference', { detail });
}
