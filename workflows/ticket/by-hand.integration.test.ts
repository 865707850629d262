import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import { insertCustomer } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker } from '#testkit/ticket-worker';
import { expect, test } from 'vitest';

const within = { timeout: 15_000 };

test('what an operator sends by hand, with whatever in it or nothing, makes a ticket look again and harms nothing', async () => {
  const desk = await startTicketWorker();
  const customer = await insertCustomer(desk.pool);
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  const settled = () =>
    expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });
  const write = (deliverSoon?: () => void) =>
    addMessage(desk.context(customer, deliverSoon && { deliverSoon }), {
      ...{ ticketId, public: true, body: 'Hello?', via: 'web' },
    });
  const handle = desk.handle(ticketId);
  await settled();
  const malformed = [[], [null], ['4'], [{}], [{ seq: 'two', epoch: 'x' }], [{ seq: 1.5, epoch: 'x' }], [{ seq: 2 }]];
  for (const args of [...malformed, [new Uint8Array(3)], [{ seq: null, epoch: 7 }]]) {
    await write(() => undefined);
    await handle.signal('news', ...args);
    await settled();
  }
  await handle.signal('nudge', 'unasked');
  await expect(handle.executeUpdate('operate', { args: [] })).rejects.toThrow();
  await expect(handle.executeUpdate('operate', { args: [{ operation: 'pause' }] })).rejects.toThrow();
  await write();
  await settled();
  const { events = [] } = await handle.fetchHistory();
  expect(events?.filter(({ workflowTaskFailedEventAttributes: failed }) => failed)).toEqual([]);
});
