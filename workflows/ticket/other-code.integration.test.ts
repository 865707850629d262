import { fileURLToPath } from 'node:url';
import { openTicket } from '#commands/tickets/open-ticket';
import { createTicketEngine } from '#temporal/ticket-engine';
import { insertCustomer, insertPolicy } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import { startTicketWorker } from '#testkit/ticket-worker';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { expect, test } from 'vitest';

const within = { timeout: 15_000, interval: 50 };

test('a history that goes another way than the code ends, and the next nudge goes on from PostgreSQL', async () => {
  const desk = await startTicketWorker();
  const customer = await insertCustomer(desk.pool);
  await insertPolicy(desk.pool, {
    body: { targets: { normal: { firstResponse: 1 } }, pauses: {}, warnAt: [] },
  });
  await desk.stopWorker();
  const workflowsPath = fileURLToPath(new URL('../../testkit/fixtures/other-ticket.workflow.ts', import.meta.url));
  await desk.startWorker(await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') }));
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  const historyLength = async () =>
    (
      await desk
        .handle(ticketId)
        .describe()
        .catch(() => null)
    )?.historyLength ?? 0;
  await expect.poll(historyLength, within).toBeGreaterThan(4);
  await desk.stopWorker();

  await desk.startWorker();
  const engine = createTicketEngine(desk.client);
  await engine.nudge(ticketId);
  const status = async () => (await desk.handle(ticketId).describe()).status.name;
  await expect.poll(status, within).toBe('FAILED');
  await engine.nudge(ticketId);
  await expect.poll(() => readSlaRecords(desk.pool, ticketId), within).toMatchObject([{ metric: 'firstResponse' }]);
  expect(await status()).toBe('RUNNING');
});
