import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import { insertCustomer, insertFlow } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startTicketWorker } from '#testkit/ticket-worker';
import { expect, test } from 'vitest';

const within = { timeout: 15_000 };

test('a state that nobody can read is made anew: what was done stays done, and what was heard is heard', async () => {
  const desk = await startTicketWorker();
  const customer = await insertCustomer(desk.pool);
  const wait = { type: 'wait', seconds: 3600, calendarVersionId: null } as const;
  await insertFlow(desk.pool, {
    version: 1,
    appliesTo: { all: [] },
    entries: [{ id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'short' }],
    nodes: {
      short: { ...wait, seconds: 1, leaveOn: [{ event: { type: 'customer_replied' }, next: 'done' }], next: 'say' },
      say: { type: 'note', text: 'We wait for the customer', next: 'long' },
      long: { ...wait, leaveOn: [{ event: { type: 'customer_replied' }, next: 'mark' }], next: 'done' },
      mark: { type: 'set', addTags: ['answered'], removeTags: [], next: 'done' },
      done: { type: 'end' },
    },
  });
  const { ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id));
  const paths = async () => (await readEngineRow(desk.pool, ticketId)).state?.runs.flatMap((run) => run.paths) ?? [];
  await expect.poll(paths, within).toMatchObject([{ node: 'long', state: { kind: 'waiting' } }]);
  await desk.stopWorker();
  await desk.handle(ticketId).terminate();
  await desk.pool.query(`UPDATE ticket_engine SET state = jsonb_set(state, '{version}', '99') WHERE ticket_id = $1`, [
    ticketId,
  ]);
  await addMessage(desk.context(customer), { ticketId, public: true, body: 'Here I am', via: 'web' });
  await desk.startWorker();
  const row = async () => {
    const { rows } = await desk.pool.query<object>(
      `SELECT tags, (SELECT count(*)::int FROM message WHERE ticket_id = t.id) AS messages FROM ticket t WHERE id = $1`,
      [ticketId],
    );
    return rows[0];
  };
  await expect.poll(row, within).toEqual({ tags: ['answered'], messages: 3 });
  await expect.poll(paths, within).toEqual([]);
});
