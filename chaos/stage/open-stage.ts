import { join } from 'node:path';
import { Client } from '@temporalio/client';
import pg from 'pg';
import { checkout } from '#ground/paths';
import { migrate } from '#store/migrate';
import { seed } from '#store/seed';
import { createDataConverter } from '#temporal/codec';
import { connectTemporal } from '#temporal/connection';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { freePort } from '#testkit/free-port';
import { startPostgresServer, type TestPostgresServer } from '#testkit/postgres-server';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { testStack } from '#testkit/stack';
import { startTemporalOnPostgres } from '#testkit/temporal-on-postgres';
import { startTemporalServer } from '#testkit/temporal-server';
import { startPages, type OpenPages } from '../pages/start-pages.ts';
import { openDesk, type Desk } from './open-desk.ts';
import { startPart, type Part } from './part.ts';

/** Servers and processes that are struck, and the way to look at them that is not. */
export interface Stage {
  readonly postgres: TestPostgresServer;
  readonly redis: TestRedisServer;
  readonly temporal: { kill9(): Promise<void>; start(): Promise<void> };
  readonly api: Part;
  readonly workers: readonly [Part, Part];
  readonly relay: Part;
  /** Sends and takes mail. */
  readonly post: Part;
  /** Where it takes mail. */
  readonly postUrl: string;
  /** The server that it hands mail to; nothing happens to that. */
  readonly sink: SmtpSink;
  /** For looking: straight to the database. */
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  /** For looking, and for operators. */
  readonly client: Client;
  readonly namespace: string;
  readonly desk: Desk;
  readonly pages: OpenPages;
}

/** What differs from a plain stage. */
export interface StageOptions {
  /** Temporal's development version, or the server of production over a PostgreSQL of its own. */
  readonly temporalKind: 'dev' | 'postgres';
  /** Checkouts whose builds the parts run, if one has a mistake planted. */
  readonly checkouts?: { readonly all?: string; readonly secondWorker?: string };
}

/** From one sweep to the next. */
export const sweepMinutes = 0.05;
/** Signs the tokens of those who send commands. */
const jwtSecret = 'the-session-secret-of-a-fault-run-and-nothing-else';
/** What processes outside production encrypt with when they are told nothing. */
const developmentKey = 'development-only-encryption-key-of-nixflow';
const databaseName = 'nixflow';

/** Start servers of this run's own and the product on them: an API, two workers with workflows, a relay, and one for mail. */
export async function openStage({ temporalKind, checkouts = {} }: StageOptions): Promise<Stage> {
  const [postgres, redis, temporal] = [
    await startPostgresServer(),
    await startRedisServer(),
    await start(temporalKind),
  ];
  const maintenance = new URL(postgres.url);
  const databaseUrl = urlOf(maintenance, databaseName);
  await createDatabase(postgres.url);
  await migrate(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 6 });
  // PostgreSQL is restarted under it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  atEndOfFile('pool', () => pool.end());
  await seed(pool);
  const desk = await openDesk(pool, jwtSecret);

  const connection = connectTemporal({ address: temporal.address, namespace: temporal.namespace });
  atEndOfFile('connection to Temporal', () => connection.close());
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    dataConverter: createDataConverter(developmentKey),
  });

  const servers = { postgres: maintenance.host, temporal: temporal.address, redis: `127.0.0.1:${redis.port}` };
  const common = { servers, databaseUrl };
  const { all = checkout, secondWorker = all } = checkouts;
  const env = { TEMPORAL_NAMESPACE: temporal.namespace, LOG_LEVEL: 'warn', JWT_SECRET: jwtSecret };
  const worker = (name: string, roles: string, cwd: string, more: Readonly<Record<string, string>> = {}) => {
    const { JWT_SECRET: _, ...rest } = env;
    const own = { ...rest, ...more, WORKER_ROLES: roles, SLA_CHECK_INTERVAL_MINUTES: String(sweepMinutes) };
    return startPart({ ...common, name, entry: 'worker', cwd, env: own });
  };
  const api = await startPart({ ...common, name: 'api', entry: 'api', cwd: all, env });
  const workers = [
    await worker('worker-1', 'tickets', all),
    await worker('worker-2', 'tickets,jobs', secondWorker),
  ] as const;
  const relay = await worker('relay', 'relay', all);
  const sink = await startSmtpSink();
  const port = await freePort();
  const post = await worker('post', 'deliveries,mail', all, {
    ...{ SMTP_URL: sink.url, SMTP_LISTEN_PORT: String(port) },
    EMAIL_ATTACHMENTS_DIR: join(testStack().dir, 'chaos', `mail-${String(port)}`),
  });
  const postUrl = `smtp://127.0.0.1:${String(port)}`;
  const pages = await startPages({ cwd: all, apiOrigin: api.url, ...desk.viewers });
  const { namespace } = temporal;
  const parts = { api, workers, relay, post, postUrl, sink, pages };
  return { postgres, redis, temporal, ...parts, pool, databaseUrl, client, namespace, desk };
}

/** All processes of the product. */
export const partsOf = ({ api, workers, relay, post }: Stage): readonly Part[] => [api, ...workers, relay, post];

async function start(kind: StageOptions['temporalKind']) {
  if (kind === 'postgres') return startTemporalOnPostgres();
  return { ...(await startTemporalServer()), namespace: 'default' };
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${databaseName}`);
  await client.end();
}

function urlOf(maintenance: URL, database: string): string {
  const url = new URL(maintenance);
  url.pathname = `/${database}`;
  return url.href;
}
