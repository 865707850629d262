import { assignTicket } from '#commands/tickets/assign-ticket';
import { openTicket } from '#commands/tickets/open-ticket';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, expect, test } from 'vitest';

let desk: TicketWorker;

beforeAll(async () => {
  desk = await startTicketWorker();
});

const records = async (ticketId: string) =>
  (
    await desk.pool.query<{ metric: string; percent: number; late: number }>(
      `SELECT metric, percent, extract(epoch FROM recorded_at - due_at)::float8 AS late FROM sla_record
       WHERE ticket_id = $1 ORDER BY seq`,
      [ticketId],
    )
  ).rows;

test('a ticket nobody answers is warned of and breaches, each once and soon after its instant', async () => {
  const customer = await insertCustomer(desk.pool);
  await insertPolicy(desk.pool, {
    body: { targets: { normal: { firstResponse: 2 } }, pauses: {}, warnAt: [50] },
    condition: { field: 'requester', op: 'is', value: customer.id },
  });
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  await expect.poll(() => records(ticketId), { timeout: 10_000 }).toMatchObject([
    { metric: 'firstResponse', percent: 50 },
    { metric: 'firstResponse', percent: 100 },
  ]);
  for (const { late } of await records(ticketId)) {
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(5);
  }
  console.log(await records(ticketId));
  const { rows } = await desk.pool.query('SELECT * FROM ticket_engine');
  console.log(JSON.stringify(rows));
  const history = await desk.handle(ticketId).fetchHistory();
  console.log(history.events?.map((e) => `${e.eventId} ${e.eventType} ${e.userMetadata?.summary ? 's' : ''}`).join('\n'));
  const agent = await insertStaff(desk.pool);
  await assignTicket(desk.context(agent), { ticketId, assigneeId: agent.id });
  await expect.poll(async () => (await desk.pool.query('SELECT * FROM ticket_engine')).rows[0]).toMatchObject({ news_since: null });
});
