import type { PoolClient } from 'pg';

/** Any number that nobody else locks by. */
const lockClass = 0x6e6d;

/** Wait for others who deal with mail of this sender, until the end of the transaction. */
export async function lockSender(client: PoolClient, address: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [lockClass, address]);
}
