import { randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { mailAddresses } from '#store/mail/mail-addresses';
import { customers } from '#store/people/customers';
import { uploaderOfForm } from '../attachments/uploader.ts';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { insertOpening } from './insert-opening.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';

/** What somebody asks by the public form. */
export interface AskByFormInput {
  /** Of the form they had open: their files were uploaded for it, and a key is good within it. */
  readonly formId: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly subject: string;
  readonly body: string;
  readonly attachmentIds: readonly string[];
}

const ask = command<AskByFormInput, TicketReceipt>('ask-by-form', async (work, input) => {
  const { formId, name, email, subject, body, attachmentIds } = input;
  if (await mailAddresses.isOwn(work.client, email)) refuseOwnAddress();
  const { id, isBlocked } = await customers.findOrInsert(work.client, { name, address: email });
  const actor = { kind: 'customer', id, organisationId: null } as const;
  const asCustomer = { ...work, actor, origin: { cause: { kind: 'customer', id }, depth: 0 } } as const;
  const ticket = await insertOpening(asCustomer, {
    ...{ id: randomUUID(), subject, body, attachmentIds, uploadedBy: uploaderOfForm(formId) },
    opening: {
      ...{ by: 'customer', via: 'form', status: 'new', priority: 'normal', teamId: null, assigneeId: null },
      ...{ requesterId: id, tags: [], messageId: randomUUID(), followUpOfId: null },
    },
  });
  // Nobody is told that an address is blocked, nor bothered by what comes from it.
  return receiptOf(isBlocked ? (await work.record(ticket, [{ type: 'spam' }])).ticket : ticket);
});

/**
 * Open a ticket for whoever fills in the public form: the customer of that address, under the name they have, or a new one.
 * Nobody has shown that the address is theirs; it is where the answers go.
 *
 * @throws {Problem} `invalid_request` at `/email` (it is an address of ours), `unknown_reference` (a file),
 *   `idempotency_key_reused`
 */
export function askByForm(
  { idempotencyKey, ...context }: Pick<CommandContext, 'pool' | 'deliverSoon' | 'idempotencyKey'>,
  input: AskByFormInput,
): Promise<TicketReceipt> {
  // Nobody is known by whom keys could be told apart, but forms are.
  const key = idempotencyKey === undefined ? undefined : `${input.formId}:${idempotencyKey}`;
  return ask({ ...context, actor: { kind: 'engine' }, idempotencyKey: key }, input);
}

function refuseOwnAddress(): never {
  const message = 'is an address of this desk: answers would go nowhere';
  throw new Problem('invalid_request', { errors: [{ in: 'body', pointer: '/email', code: 'own_address', message }] });
}
