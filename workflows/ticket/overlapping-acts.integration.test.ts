import { setTimeout as sleep } from 'node:timers/promises';
import { changePriority } from '#commands/tickets/change-priority';
import { openTicket } from '#commands/tickets/open-ticket';
import { createDataConverter } from '#temporal/codec';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker } from '#testkit/ticket-worker';
import { Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { operate } from './ticket.messages.ts';
import type { TicketActivities } from './ticket.ports.ts';

const developmentKey = 'development-only-encryption-key-of-nixflow';
const within = { timeout: 15_000 };

/** Something that happens and can be waited for. */
function happening() {
  let tell: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return { tell: () => tell(), told };
}

test('an operator’s act that ends while the loop is at work is replayed as it was', async () => {
  let isHeld = false;
  let saving = happening();
  const [loading, go] = [happening(), happening()];
  const slow = (real: TicketActivities): TicketActivities => ({
    ...real,
    async loadTicketNews(question) {
      const news = await real.loadTicketNews(question);
      if (isHeld) {
        loading.tell();
        await go.told;
      }
      return news;
    },
    async operateTicket(...asked) {
      saving = happening();
      // Until the loop has come to its next act, if it goes on meanwhile.
      await Promise.race([saving.told, sleep(1000)]);
      return real.operateTicket(...asked);
    },
    async saveTicketEngine(save) {
      saving.tell();
      await sleep(200);
      return real.saveTicketEngine(save);
    },
  });
  const desk = await startTicketWorker({ activities: (real) => slow(real as TicketActivities) });
  const [customer, admin] = [await insertCustomer(desk.pool), await insertStaff(desk.pool, { role: 'admin' })];
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });

  isHeld = true;
  const change = (priority: 'high' | 'low') => changePriority(desk.context(admin), { ticketId, priority });
  await change('high');
  await loading.told;
  // Both come to the workflow's next task.
  const operated = desk.handle(ticketId).executeUpdate(operate, {
    args: [{ operation: { act: 'pause' }, staffId: admin.id }],
    updateId: 'pause',
  });
  await change('low');
  await sleep(300);
  go.tell();
  await operated;
  await expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null });

  await Worker.runReplayHistory(
    { workflowBundle: await loadWorkflowBundle(), dataConverter: createDataConverter(developmentKey) },
    await desk.handle(ticketId).fetchHistory(),
    `ticket-${ticketId}`,
  );
});
