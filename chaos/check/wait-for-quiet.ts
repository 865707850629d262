import { setTimeout as wait } from 'node:timers/promises';
import type { Queryable } from '#store/queryable';
import type { Finding } from './finding.ts';

/** Beyond what a mail waits that a strike put off. */
const withinMs = 180_000;

/**
 * Wait until everything was told, every fact seen, every mail read or sent, and no instant that a workflow waits for is past.
 *
 * @returns what is still to come when the time for it is over
 */
export async function waitForQuiet(client: Queryable): Promise<Finding[]> {
  const limit = Date.now() + withinMs;
  for (;;) {
    const left = await readUnquiet(client);
    if (left === null) return [];
    if (Date.now() > limit) return [{ invariant: 'run', what: `never quiet: ${JSON.stringify(left)}` }];
    await wait(500);
  }
}

/** How much of what is still to come; null: nothing. */
export async function readUnquiet(client: Queryable): Promise<Readonly<Record<string, number>> | null> {
  const { rows } = await client.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM outbox)::int AS untold,
       (SELECT count(*) FROM ticket_engine WHERE seen_seq < last_seq)::int AS unseen,
       (SELECT count(*) FROM ticket_engine WHERE next_at < nixflow_now() - INTERVAL '2 s')::int AS overdue,
       (SELECT count(*) FROM ticket_engine WHERE stuck_at IS NOT NULL)::int AS stuck,
       (SELECT count(*) FROM raw_mail WHERE state = 'received')::int AS unread,
       (SELECT count(*) FROM outgoing_mail WHERE state IN ('held', 'queued', 'sending', 'data'))::int AS unsent`,
  );
  const [left] = rows;
  return left && Object.values(left).every((count) => count === 0) ? null : (left ?? {});
}
