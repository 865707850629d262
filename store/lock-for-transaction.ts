import type { PoolClient } from 'pg';

/** Let no other transaction that asks for the same lock by this name go on until this one ends. */
export async function lockForTransaction(client: PoolClient, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`nixflow ${name}`]);
}
