import type { StoredEngine } from '#domain/tickets/engine/exchange';
import type { StoredState } from '#domain/tickets/engine/upcast-state';
import type { StepLog } from '#domain/flow/run';
import type { PoolClient } from 'pg';
import type { Queryable } from '../queryable.ts';

/** The next version of an engine row. */
export interface NextEngineRow {
  readonly ticketId: string;
  /** The version it follows. */
  readonly over: number;
  readonly seenSeq: number;
  readonly state: StoredState;
  /** The next instant the workflow waits for (ms); null: news alone. */
  readonly nextAt: number | null;
  readonly steps: readonly StepLog[];
  /** A fact that the code does not know holds a path: marked until an operator or newer code sets it going. */
  readonly isHeld: boolean;
}

const columns = 'version, seen_seq AS "seenSeq", state';

async function find(client: Queryable, ticketId: string): Promise<StoredEngine | null> {
  const { rows } = await client.query<StoredEngine>(`SELECT ${columns} FROM ticket_engine WHERE ticket_id = $1`, [
    ticketId,
  ]);
  return rows[0] ?? null;
}

/** The row, locked for the rest of the transaction. Lock the ticket first. */
async function lock(client: PoolClient, ticketId: string): Promise<StoredEngine | null> {
  const { rows } = await client.query<StoredEngine>(
    `SELECT ${columns} FROM ticket_engine WHERE ticket_id = $1 FOR UPDATE`,
    [ticketId],
  );
  return rows[0] ?? null;
}

/**
 * Write the next version with its lines of the step log, in one statement, if it follows the version that is there.
 *
 * The row has moved, so nudges are forgotten and it is stuck no more unless a path is held; news that came meanwhile stays news.
 *
 * @returns when (ms); null if it was not written: somebody else wrote first, or the same was written before
 */
async function write(client: Queryable, next: NextEngineRow): Promise<number | null> {
  const { rows } = await client.query<{ now: number }>(
    `WITH engine AS (
       UPDATE ticket_engine SET version = $2 + 1, seen_seq = $3, state = $4, next_at = $5, saved_at = nixflow_now(),
         nudges = 0, nudged_at = NULL, stuck_at = CASE WHEN $7 THEN coalesce(stuck_at, nixflow_now()) END,
         news_since = CASE WHEN last_seq > $3 THEN
           coalesce((SELECT at FROM ticket_event WHERE ticket_id = $1 AND seq = $3 + 1), news_since) END
       WHERE ticket_id = $1 AND version = $2 RETURNING version, saved_at
     ), step AS (
       INSERT INTO ticket_step (ticket_id, engine_version, at, step)
       SELECT $1, engine.version, nixflow_now(), step FROM engine, jsonb_array_elements($6::jsonb) WITH ORDINALITY AS s (step, n)
       ORDER BY n
     )
     SELECT (extract(epoch FROM saved_at) * 1000)::float8 AS now FROM engine`,
    [
      ...[next.ticketId, next.over, next.seenSeq, JSON.stringify(next.state)],
      ...[next.nextAt === null ? null : new Date(next.nextAt), JSON.stringify(next.steps), next.isHeld],
    ],
  );
  return rows[0]?.now ?? null;
}

/** The rows of tickets' workflows: version n is written only over n-1. */
export const engineRows = { find, lock, write };
