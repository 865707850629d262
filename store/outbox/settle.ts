import type { Queryable } from '../queryable.ts';
import { ONE_BY_ONE, type OutboxRow } from './outbox-row.ts';

/** A row that was still there when it was settled. */
export interface SettledRow {
  readonly id: string;
  /** From its writing to its settling, by PostgreSQL's clock. */
  readonly lagSeconds: number;
}

/**
 * Forget rows that were delivered, and with a row for the engine or the browsers all of its ticket up to its seq.
 *
 * Rows are locked in the order of their ids, so that two who settle never wait for each other in a circle.
 *
 * @returns those of the given rows that were still there; the others were settled by somebody else, or by a later seq
 */
export async function settle(client: Queryable, rows: readonly OutboxRow[]): Promise<readonly SettledRow[]> {
  const delivered = rows.map(({ id, destination, ticketId, seq }) => ({ id, destination, ticketId, seq }));
  const { rows: settled } = await client.query<SettledRow & { readonly wasGiven: boolean }>(
    `WITH delivered AS (
       SELECT * FROM jsonb_to_recordset($1) AS row (id bigint, destination text, "ticketId" uuid, seq integer)
     ), covered AS (
       SELECT outbox.id FROM outbox WHERE id IN (
         SELECT id FROM delivered
         UNION
         SELECT older.id FROM delivered JOIN outbox AS older
           ON older.ticket_id = "ticketId" AND older.destination = delivered.destination AND older.seq <= delivered.seq
         WHERE delivered.destination <> ALL ($2))
       ORDER BY id FOR UPDATE
     )
     DELETE FROM outbox WHERE id IN (SELECT id FROM covered)
     RETURNING id, id IN (SELECT id FROM delivered) AS "wasGiven",
       greatest(extract(epoch FROM clock_timestamp() - created_at), 0)::float8 AS "lagSeconds"`,
    [JSON.stringify(delivered), ONE_BY_ONE],
  );
  return settled.filter(({ wasGiven }) => wasGiven).map(({ id, lagSeconds }) => ({ id, lagSeconds }));
}
