import { customer, type Customer } from '#domain/contracts/directory';
import { messageReceipt } from '#domain/contracts/ticket';
import { useMutation } from '@tanstack/react-query';
import { callApi } from '../shared/calls/call-api.ts';
import type { TicketDraft } from './draft.ts';

/** What was made of a draft. */
export interface CreatedTicket {
  readonly number: number;
  readonly requester: Customer;
}

/** Make a ticket of a draft: its customer first, if they are new. Sent again, it is the same ticket. */
export const useCreateTicket = (onCustomer: (known: Customer) => void) =>
  useMutation({
    async mutationFn(draft: TicketDraft): Promise<CreatedTicket> {
      const requester = await customerOf(draft);
      if (draft.requester.kind !== 'known') onCustomer(requester);
      const { channel, subject, body, priority, teamId, assigneeId, tags, fields, idempotencyKey } = draft;
      const { number } = await callApi({
        ...{ method: 'POST', path: '/tickets', reply: messageReceipt, idempotencyKey },
        body: { subject, body, via: channel, requesterId: requester.id, priority, teamId, assigneeId, tags, fields },
      });
      return { number, requester };
    },
  });

async function customerOf({ requester }: TicketDraft): Promise<Customer> {
  if (requester.kind === 'known') return requester.customer;
  if (requester.kind === 'sought') throw new Error('Nobody asks for help.');
  const { name, email } = requester;
  return callApi({ method: 'POST', path: '/customers', body: { name, email: email.trim() }, reply: customer });
}
