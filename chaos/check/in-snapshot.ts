import type pg from 'pg';

/**
 * Look at the database as it is at one moment, however many questions that takes: clocks and flows go on while it is checked,
 * and a row read after its facts may be ahead of them.
 */
export async function inSnapshot<Result>(
  pool: pg.Pool,
  look: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await look(client);
    await client.query('COMMIT');
    return result;
  } finally {
    client.release();
  }
}
