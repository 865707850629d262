import type pg from 'pg';

/**
 * Run `work` in one transaction: committed when it returns, rolled back when it throws.
 *
 * READ COMMITTED, like everything here: a statement that waited for a lock sees what its holder committed.
 *
 * @throws whatever `work` throws
 */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  // While a connection is lent nobody else listens, and Node ends the process when one is lost between two queries.
  const onLost = () => {
    broken = true;
  };
  client.on('error', onLost);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(onLost);
    throw error;
  } finally {
    client.off('error', onLost);
    // A connection that cannot even roll back is closed, not reused; the server then rolls back by itself.
    client.release(broken);
  }
}
