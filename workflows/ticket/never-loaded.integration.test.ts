import { openTicket } from '#commands/tickets/open-ticket';
import type { NewsQuestion } from '#domain/tickets/engine/exchange';
import { createTicketEngine } from '#temporal/ticket-engine';
import { insertCustomer } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker } from '#testkit/ticket-worker';
import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { nudge, ticketWorkflowId } from './ticket.messages.ts';
import type { TicketActivities } from './ticket.ports.ts';

const within = { timeout: 20_000 };
const away = ApplicationFailure.create({ message: 'The database is away.', category: 'BENIGN' });

test('an execution that can never look does not grow: it is cut, and the next one knows what was announced', async () => {
  let isAway = true;
  let loads = 0;
  const desk = await startTicketWorker({
    activities: (real) => ({
      ...real,
      loadTicketNews(question: NewsQuestion) {
        if (isAway) return Promise.reject(away);
        loads += 1;
        return (real as TicketActivities).loadTicketNews(question);
      },
    }),
  });
  const customer = await insertCustomer(desk.pool);
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  const { rows } = await desk.pool.query<{ epoch: string }>('SELECT database_epoch AS epoch FROM installation');
  // Not there, and asked for a few times: so it shows whether it was handed on.
  await createTicketEngine(desk.client).announce(ticketId, 4711, rows[0]!.epoch);
  const { runId: first } = await desk.handle(ticketId).describe();
  const isCut = async () => {
    for (let count = 0; count < 20; count += 1) await desk.handle(ticketId).signal(nudge);
    return (await desk.handle(ticketId).describe()).runId !== first;
  };
  await expect.poll(isCut, within).toBe(true);
  const { historyLength } = await desk.client.workflow.getHandle(ticketWorkflowId(ticketId), first).describe();
  expect(historyLength).toBeLessThan(600);
  isAway = false;
  await expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });
  await expect.poll(() => loads, within).toBeGreaterThanOrEqual(4);
});
