import type { OutboxRow } from '#store/outbox/outbox-row';
import { createTestDatabase } from '#testkit/database';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { assignTicket } from './assign-ticket.ts';
import { openTicket } from './open-ticket.ts';
import type { CommandContext } from './command-context.ts';

let pool: pg.Pool;
const delivered: OutboxRow[] = [];

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});

test('smoke', async () => {
  const agent = await insertStaff(pool);
  const customer = await insertCustomer(pool);
  await insertPolicy(pool, { body: { targets: { normal: { firstResponse: 60 } }, pauses: {}, warnAt: [50] } });
  const context = (actor: CommandContext['actor']): CommandContext => ({
    pool,
    actor,
    deliverSoon: (rows) => delivered.push(...rows),
  });
  const opened = await openTicket(context(customer), {
    subject: 'Help',
    body: 'x',
    via: 'web',
    requesterId: customer.id,
    priority: 'normal',
    teamId: null,
    assigneeId: null,
    tags: [],
  });
  const receipt = await assignTicket(context(agent), { ticketId: opened.ticketId, assigneeId: agent.id, revision: 1 });
  expect(receipt).toMatchObject({ revision: 2, seq: 3 });
  console.log(
    opened,
    receipt,
    delivered,
    (await pool.query('select * from ticket_event order by seq')).rows,
    (await pool.query('select * from ticket_sla')).rows,
  );
});
