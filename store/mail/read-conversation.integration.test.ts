import { openTicket } from '#commands/tickets/open-ticket';
import { insertCustomer } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk } from '#testkit/test-desk';
import { expect, test } from 'vitest';
import { readConversation } from './read-conversation.ts';

test('ids that would make headers nobody takes are not named in our mails', async () => {
  const desk = await openTestDesk();
  const customer = await insertCustomer(desk.pool);
  const { ticketId } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id));
  const ids = ['<one@example.com>', `<${'x'.repeat(300)}@example.com>`, '<ä@example.com>', null, '<two@example.com>'];
  for (const [at, id] of ids.entries()) {
    await desk.pool.query(
      `INSERT INTO raw_mail (content_hash, size, mail_address_id, state, ticket_id, message_id, received_at)
       SELECT $1, 1, id, 'processed', $2, $3, now() + $4 * INTERVAL '1 second' FROM mail_address`,
      [String(at), ticketId, id, at],
    );
  }
  expect((await readConversation(desk.pool, ticketId)).messageIds).toEqual(['<one@example.com>', '<two@example.com>']);
});
