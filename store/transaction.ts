import type pg from 'pg';

/**
 * Begin, with the server's own limits: a statement ends just before its caller would give up (`openStore`), and locks are
 * not held for long by a process that vanished without a goodbye. LOCAL ends with the transaction, so that pgbouncer may
 * lend the connection to anybody afterwards; one round trip as before.
 */
const begin = `BEGIN; SET LOCAL statement_timeout = '14s'; SET LOCAL idle_in_transaction_session_timeout = '30s'`;

/**
 * Run `work` in one transaction: committed when it returns, rolled back when it throws.
 *
 * READ COMMITTED, like everything here: a statement that waited for a lock sees what its holder committed.
 *
 * Nothing in `work` waits for anything but the database: after 30 s without a statement the server ends it.
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
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that did not answer in time is busy with that query or lost: nothing can be asked of it any more.
    if (isReadTimeout(error)) broken = true;
    else await client.query('ROLLBACK').catch(onLost);
    throw error;
  } finally {
    client.off('error', onLost);
    // A connection that cannot even roll back is closed, not reused; the server then rolls back by itself.
    client.release(broken);
  }
}

/** The driver gives this error nothing but words. */
function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
