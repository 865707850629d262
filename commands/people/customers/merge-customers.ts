import { changesBetween } from '#domain/audit/changes-between';
import { LONGEST_NOTE } from '#domain/contracts/customer';
import { Problem } from '#domain/contracts/problem';
import { has } from '#domain/permissions/permission';
import { auditLog, type AuditOrigin } from '#store/audit/audit-log';
import { customers, type WholeCustomer } from '#store/people/customers';
import type { AdminContext } from '../../admin/admin-context.ts';
import { originOf } from '../../audit/origin-of.ts';
import { command } from '../../tickets/command.ts';
import type { TicketWork } from '../../tickets/ticket-work.ts';
import { requireThat } from '../../tickets/require-that.ts';
import { fieldsOfCustomer } from './fields-of-customer.ts';

/** Who is whom. */
export interface MergeCustomersInput {
  /** Whose addresses and tickets become the other's. */
  readonly customerId: string;
  readonly into: string;
}

interface ByWhom extends MergeCustomersInput {
  readonly told: AuditOrigin;
}

/** All of it is one transaction, which locks every ticket: more would keep too many waiting. */
const mostTickets = 1_000;

/**
 * Say that two customers are one person. The other takes their addresses and, by a fact each, their tickets, whatever team has
 * them; what is blocked stays the other's own matter. It cannot be undone.
 *
 * @throws {Problem} `forbidden`; `not_found`; `unknown_reference` (the other); `not_possible` (they are the same, one was merged
 * already, too many tickets)
 */
export async function mergeCustomers(context: AdminContext, input: MergeCustomersInput): Promise<WholeCustomer> {
  const { pool, deliverSoon, actor } = context;
  requireThat(has(actor, 'customer.manage'));
  const origin = { cause: { kind: 'person', id: actor.id }, depth: 0 } as const;
  return merge({ pool, deliverSoon, actor: { kind: 'engine' }, origin }, { ...input, told: originOf(context) });
}

const merge = command<ByWhom, WholeCustomer>('merge-customers', async (work, input) => {
  const { client } = work;
  const { customerId, into } = input;
  const [merged, survivor] = await lockBoth(work, input);
  if (merged.note.length + 1 + survivor.note.length > LONGEST_NOTE) {
    throw new Problem('not_possible', {
      detail: 'Their notes are too long to stand below each other: shorten one.',
      reason: 'notes_too_long',
    });
  }
  // First of all: it waits for whoever is opening a ticket of theirs at this moment, so that none is overlooked.
  await customers.mergeInto(client, customerId, into);
  const ticketIds = await customers.ticketIdsOf(client, customerId, mostTickets + 1);
  if (ticketIds.length > mostTickets) {
    throw new Problem('not_possible', {
      detail: `More than ${String(mostTickets)} tickets: merge the other way round.`,
      reason: 'too_many_tickets',
    });
  }
  for (const ticketId of ticketIds) {
    const ticket = await work.lockItself(ticketId);
    if (ticket.row.requesterId !== customerId) continue;
    await work.record(ticket, [{ type: 'requester', from: customerId, to: into }]);
  }
  const after = await customers.find(client, into);
  if (!after) throw new Error('Whoever was merged into is not there.');
  const changes = [
    ...changesBetween(fieldsOfCustomer(survivor), fieldsOfCustomer(after)),
    { field: 'tickets', from: null, to: ticketIds.length },
  ];
  await auditLog.append(client, input.told, {
    ...{ act: 'customer.merged', subject: { kind: 'customer', id: into, name: survivor.name } },
    changes: [{ field: 'merged', from: merged.name, to: survivor.name }, ...changes],
  });
  return after;
});

/** In the order of their ids, so that nobody waits for the other in a circle. */
async function lockBoth({ client }: TicketWork, { customerId, into }: MergeCustomersInput) {
  if (customerId === into)
    throw new Problem('not_possible', { detail: 'They are the same customer.', reason: 'same_customer' });
  const locked = new Map<string, WholeCustomer | null>();
  for (const id of [customerId, into].toSorted()) locked.set(id, await customers.lock(client, id));
  const [merged, survivor] = [locked.get(customerId), locked.get(into)];
  if (!merged) throw new Problem('not_found');
  if (!survivor)
    throw new Problem('unknown_reference', {
      detail: 'There is no such customer to merge into.',
      reason: 'customer_gone',
    });
  if (merged.mergedIntoId !== null || survivor.mergedIntoId !== null) {
    throw new Problem('not_possible', { detail: 'One of them was merged already.', reason: 'customer_merged' });
  }
  return [merged, survivor] as const;
}
