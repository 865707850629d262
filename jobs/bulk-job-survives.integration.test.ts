import { startBulkJob } from '#commands/bulk/start-bulk-job';
import { openTicket } from '#commands/tickets/open-ticket';
import { bulkRequest } from '#domain/contracts/bulk-job';
import { bulkJobs } from '#store/bulk/bulk-jobs';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { holdStatement } from '#testkit/hold-statement';
import { startProduct } from '#testkit/running-product';
import { waitUntil } from '#testkit/wait-until';
import pg from 'pg';
import { expect, test } from 'vitest';

const patience = 240_000;

test(
  'a worker killed between changing a ticket and writing it down: the next changes each once, and counts right',
  async () => {
    const product = await startProduct();
    const pool = new pg.Pool({ connectionString: product.database.url, max: 3 });
    atEndOfFile('pool', () => pool.end());
    const as = (actor: Awaited<ReturnType<typeof insertStaff>>) => ({ pool, actor, deliverSoon: () => undefined });
    const agent = await insertStaff(pool, { role: 'supervisor' });
    const customer = await insertCustomer(pool);
    const ticketIds: string[] = [];
    for (let n = 0; n < 25; n += 1) {
      ticketIds.push((await openTicket(as(agent), buildOpenTicketInput(customer.id))).ticketId);
    }
    const point = await holdStatement(product.database.url, {
      ...{ table: 'bulk_item', on: 'update', at: 'statement', when: 'NEW.position = 8' },
    });
    const act = { type: 'priority', priority: 'high' };
    const job = await startBulkJob(as(agent), bulkRequest.parse({ act, tickets: { ticketIds } }));
    await point.held(60_000);
    await product.worker.kill9();
    await point.abandon();
    expect(await bulkJobs.find(pool, job.id)).toMatchObject({ state: 'running', done: 7, refused: 0 });
    const raised = async () => {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ticket_event WHERE type = 'priority' AND ticket_id = ANY($1)`,
        [ticketIds],
      );
      return rows[0]?.count;
    };
    // The eighth is changed, and nobody has written it down.
    expect(await raised()).toBe(8);
    await product.startWorker();
    const isDone = async () => (await bulkJobs.find(pool, job.id))?.state === 'done';
    await waitUntil('the job is done', isDone, { withinMs: 120_000, everyMs: 500 });
    expect(await bulkJobs.find(pool, job.id)).toMatchObject({ done: 25, refused: 0, failed: 0, total: 25 });
    expect(await raised()).toBe(25);
    const { rows } = await pool.query(`SELECT DISTINCT priority FROM ticket WHERE id = ANY($1)`, [ticketIds]);
    expect(rows).toEqual([{ priority: 'high' }]);
  },
  patience,
);
