import type { Outcome } from '#domain/flow/run';
import type { PoolClient } from 'pg';

/** What became of an effect, and when (ms, `nixflow_now()`). */
export interface StoredEffect {
  readonly outcome: Outcome;
  readonly at: number;
  /** The ticket's last fact when the effect was done: its own, if it made any. */
  readonly seq: number;
}

/** The stored outcome of a key; null if the effect was not done yet. Hold the ticket's lock. */
async function find(client: PoolClient, key: string): Promise<StoredEffect | null> {
  const { rows } = await client.query<StoredEffect>(
    `SELECT outcome, seq, (extract(epoch FROM at) * 1000)::float8 AS at FROM ticket_effect WHERE key = $1`,
    [key],
  );
  return rows[0] ?? null;
}

/** Keep an outcome under its key, in the transaction of the effect. */
async function keep(client: PoolClient, ticketId: string, key: string, effect: StoredEffect): Promise<void> {
  await client.query('INSERT INTO ticket_effect (key, ticket_id, outcome, seq, at) VALUES ($1, $2, $3, $4, $5)', [
    ...[key, ticketId, JSON.stringify(effect.outcome), effect.seq, new Date(effect.at)],
  ]);
}

/** Outcomes of the effects of tickets' workflows. */
export const effects = { find, keep };
