import { openTicket } from '#commands/tickets/open-ticket';
import { insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker } from '#testkit/ticket-worker';
import { expect, test } from 'vitest';

test('in a new installation a ticket that breached becomes more urgent, and the supervisors are told', async () => {
  const desk = await startTicketWorker({ builtInFlows: true });
  const supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  const customer = await insertCustomer(desk.pool);
  await insertPolicy(desk.pool, { body: { targets: { normal: { resolution: 1 } }, pauses: {}, warnAt: [90] } });
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  const read = async () => {
    const { rows } = await desk.pool.query<{ priority: string; told: number }>(
      `SELECT priority, (SELECT count(*)::int FROM notice WHERE ticket_id = t.id AND staff_id = $2) AS told
       FROM ticket t WHERE id = $1`,
      [ticketId, supervisor.id],
    );
    return rows[0];
  };
  await expect.poll(read).toEqual({ priority: 'high', told: 1 });
});
