import { openTicket } from '#commands/tickets/open-ticket';
import type { Queryable } from '#store/queryable';
import type { Pool } from 'pg';
import { insertCustomer } from './desk.ts';

/** How a ticket's engine row stands. `nextAt` and `newsSince` are seconds ago (negative: ahead); null: none. */
export interface EngineRowDraft {
  readonly newsSince?: number | null;
  readonly nextAt?: number | null;
}

/** A ticket whose workflow has news for so many seconds, or waits for an instant that passed so long ago. */
export async function insertLateTicket(
  pool: Pool,
  { newsSince = null, nextAt = null }: EngineRowDraft,
): Promise<string> {
  const customer = await insertCustomer(pool);
  const { ticketId } = await openTicket(
    { pool, actor: customer, deliverSoon: () => undefined },
    {
      ...{ subject: 'Late', body: 'Nobody looks.', via: 'web', requesterId: customer.id, priority: 'normal' },
      ...{ teamId: null, assigneeId: null, tags: [] },
    },
  );
  await setEngineRow(pool, ticketId, { newsSince, nextAt });
  return ticketId;
}

async function setEngineRow(client: Queryable, ticketId: string, { newsSince, nextAt }: EngineRowDraft) {
  await client.query(
    `UPDATE ticket_engine SET news_since = nixflow_now() - $2::float8 * INTERVAL '1 second',
       next_at = nixflow_now() - $3::float8 * INTERVAL '1 second' WHERE ticket_id = $1`,
    [ticketId, newsSince ?? null, nextAt ?? null],
  );
}
