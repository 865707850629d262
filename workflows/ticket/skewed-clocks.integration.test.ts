import { openTicket } from '#commands/tickets/open-ticket';
import { setClockShift } from '#store/clock';
import { insertCustomer, insertPolicy } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import { startTicketWorker } from '#testkit/ticket-worker';
import { beforeAll, expect, test } from 'vitest';

const within = { timeout: 20_000 };
let desk: Awaited<ReturnType<typeof startTicketWorker>>;

beforeAll(async () => {
  desk = await startTicketWorker();
});

test.each([
  ['as late as', 0],
  ['ten seconds behind', -10_000],
  ['ten seconds ahead of', 10_000],
])('PostgreSQL’s clock %s Temporal’s: a mark is on time by it, and costs the same few tasks', async (_, shift) => {
  await setClockShift(desk.pool, shift);
  const customer = await insertCustomer(desk.pool);
  await insertPolicy(desk.pool, {
    body: { targets: { normal: { firstResponse: 4 } }, pauses: {}, warnAt: [] },
    condition: { field: 'requester', op: 'is', value: customer.id },
  });
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await expect.poll(() => readSlaRecords(desk.pool, ticketId), within).toHaveLength(1);
  const [{ dueAt, recordedAt } = {}] = await readSlaRecords(desk.pool, ticketId);
  expect(recordedAt!.getTime() - dueAt!.getTime()).toBeLessThan(3_000);
  await expect.poll(() => readEngineRow(desk.pool, ticketId), within).toMatchObject({ newsSince: null, nextAt: null });
  const { events } = await desk.handle(ticketId).fetchHistory();
  const tasks = events?.filter(({ workflowTaskScheduledEventAttributes: task }) => task) ?? [];
  expect(tasks.length).toBeLessThan(10);
});
