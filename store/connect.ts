import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** The open database. Prisma and plain SQL share one pool, so its size is the whole of what a process takes. */
export interface Store {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Waits for the queries under way, then closes every connection. Safe to repeat. */
  close(): Promise<void>;
}

/** How a process opens the database. */
export interface StoreOptions {
  readonly url: string;
  /** Most connections at once. */
  readonly poolSize?: number;
  /** Shown by PostgreSQL in `pg_stat_activity`. */
  readonly applicationName: string;
  /** How long a query may take; milliseconds. */
  readonly queryTimeoutMs?: number;
  /** Told when the server ended an idle connection (a restart, a failover). The pool has dropped it already. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** A caller gets an error, and not a place in an endless queue, when no connection is to be had for this long. */
const connectionTimeoutMillis = 5_000;

/**
 * Open the database.
 *
 * Connects with the first query, so it neither waits nor throws when the server is away. No call hangs: a connection is had
 * or refused within 5 s, and a query that has no answer after `queryTimeoutMs` (15 s unless given) fails with its
 * connection, whether the server is slow or the network swallows everything.
 *
 * The limit is kept on this side alone. `statement_timeout` and `idle_in_transaction_session_timeout` in the start of a
 * session are refused by pgbouncer ("unsupported startup parameter"), and a plain SET would stay on a server connection
 * that pgbouncer then lends to somebody else, such as a migration. Transactions, which hold locks, have the server's
 * limits besides: see `inTransaction`.
 */
export function openStore(options: StoreOptions): Store {
  const { url, poolSize = 10, applicationName, queryTimeoutMs = 15_000, onConnectionLost } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: applicationName,
    connectionTimeoutMillis,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    // Else the system first asks after two hours whether the other side is still there.
    keepAliveInitialDelayMillis: 10_000,
  });
  // Without a listener, Node ends the process when an idle connection is lost …
  pool.on('error', (error) => onConnectionLost?.(error));
  // … or one that the pool has handed to somebody whose code does not run yet. Their next query says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  let closing: Promise<void> | undefined;
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { pool, prisma, close: () => (closing ??= close()) };
}
