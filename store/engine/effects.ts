import type { Outcome } from '#domain/flow/run';
import type { PoolClient } from 'pg';
import type { Queryable } from '../queryable.ts';

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

/** Outcomes of a ticket's effects by their keys, of those done when its last fact was one between two `seq`, both held. */
async function listBetween(
  client: Queryable,
  ticketId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Readonly<Record<string, Pick<StoredEffect, 'outcome' | 'seq'>>>> {
  const { rows } = await client.query<Pick<StoredEffect, 'outcome' | 'seq'> & { key: string }>(
    'SELECT key, outcome, seq FROM ticket_effect WHERE ticket_id = $1 AND seq BETWEEN $2 AND $3',
    [ticketId, from, to],
  );
  return Object.fromEntries(rows.map(({ key, outcome, seq }) => [key, { outcome, seq }]));
}

/** Outcomes of the effects of tickets' workflows. */
export const effects = { find, keep, listBetween };
