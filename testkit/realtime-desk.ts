import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createActorReaders } from '#api/auth/read-actor';
import { createSessionCookie } from '#api/auth/session-cookie';
import type { Endpoint } from '#api/http/endpoint';
import { attachRealtime, type Realtime, type RealtimeDeps } from '#api/realtime/attach-realtime';
import type { CommandContext } from '#commands/tickets/command-context';
import type { Actor } from '#domain/permissions/actor';
import { createDelivery } from '#outbox/create-delivery';
import { createDeliveryFigures } from '#outbox/delivery-figures';
import { openRedis } from '#process/open-redis';
import { sendTicketChanged } from '#process/publish-realtime';
import { seed } from '#store/seed';
import type { Redis } from 'ioredis';
import pg from 'pg';
import { Registry } from 'prom-client';
import { atEndOfFile } from './at-end-of-file.ts';
import { createTestDatabase } from './database.ts';
import { logInMemory } from './log-in-memory.ts';
import { startRedisServer, type TestRedisServer } from './redis-server.ts';
import { connectSocket, type TestSocket } from './test-socket.ts';

/** The sockets of one API process. */
export interface RealtimeProcess extends Realtime {
  readonly origin: string;
}

/** The sockets of two API processes, in this very process, with a database and a Redis nobody else has. */
export interface RealtimeDesk {
  readonly pool: pg.Pool;
  readonly redis: Redis;
  readonly redisServer: TestRedisServer;
  readonly processes: readonly [RealtimeProcess, RealtimeProcess];
  readonly log: ReturnType<typeof logInMemory>;
  /** To call commands with; what they announce goes to the sockets alone. */
  context(actor: Actor): CommandContext;
  /** A socket of somebody, or of nobody, on one of the processes. */
  connect(at?: 0 | 1, as?: Exclude<Actor, { kind: 'engine' }>): Promise<TestSocket>;
}

/** What differs from usual, and what sockets may call. */
interface DeskOptions {
  readonly pace?: RealtimeDeps['pace'];
  readonly read?: RealtimeDeps['readActorOfHandshake'];
  /** Where the sockets ask PostgreSQL; directly unless told. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  readonly endpoints?: (desk: Pick<RealtimeDesk, 'pool' | 'context'>) => readonly Endpoint[];
}

/** Signs the tokens of a desk. */
export const deskSecret = 'a secret of tests, of at least 32 characters';

/** The pages of a desk come from there. */
export const deskFrontend = 'http://desk.example';

/** Start all of it. Ends with the test file. */
export async function startRealtimeDesk(options: DeskOptions = {}): Promise<RealtimeDesk> {
  const [database, redisServer] = await Promise.all([createTestDatabase(), startRedisServer()]);
  atEndOfFile('database', () => database.drop());
  const log = logInMemory();
  const { logger } = log;
  const pool = openPool({ connectionString: database.url });
  const impatient = { connectionTimeoutMillis: 1_000, query_timeout: 2_000 };
  const asked = options.through
    ? openPool({ ...impatient, connectionString: await options.through(database.url) })
    : pool;
  await seed(pool);
  const redis = openRedis({ url: redisServer.url, logger });
  atEndOfFile('redis', () => redis.disconnect());
  const nobody = () => Promise.resolve();
  const delivery = createDelivery({
    ...{ pool, logger, figures: createDeliveryFigures(new Registry()) },
    ports: {
      ...{ temporal: nobody, bullmq: nobody, delivery: nobody },
      socket: ({ ticketId, seq, payload: { revision, lists } }) =>
        sendTicketChanged(redis, { type: 'ticket.changed', ticketId, seq, revision }, lists ?? []),
    },
  });
  const context: RealtimeDesk['context'] = (actor) => ({
    ...{ pool, actor },
    deliverSoon: (rows) => delivery.deliverSoon(rows),
  });
  const cookie = createSessionCookie([deskFrontend]);
  const readers = createActorReaders({ client: asked, cookie, testSecret: deskSecret });
  const open = async (): Promise<RealtimeProcess> => {
    const server = createServer();
    const realtime = attachRealtime({
      ...{ server, redis, logger, pool: asked, frontendOrigins: [deskFrontend] },
      readActorOfHandshake: options.read ?? readers.readSignedIn,
      lookAgain: options.read ?? readers.lookAgain,
      countNobody: nobody,
      endpoints: options.endpoints?.({ pool, context }) ?? [],
      pace: options.pace ?? {},
    });
    atEndOfFile('realtime', async () => {
      await realtime.close();
      server.close();
    });
    return { ...realtime, origin: `http://127.0.0.1:${String(await listen(server))}` };
  };
  const processes = [await open(), await open()] as const;
  const connect: RealtimeDesk['connect'] = (at = 0, as) =>
    connectSocket(processes[at].origin, as === undefined ? {} : { as, secret: deskSecret });
  return { pool, redis, redisServer, processes, log, context, connect };
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  atEndOfFile('pool', () => pool.end());
  return pool;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
