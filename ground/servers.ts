import { join } from 'node:path';
import { isAnswering, startPostgres } from './parts/postgres.ts';
import { redisBinary, type RedisBinary } from './parts/redis-binary.ts';
import { isRedisAnswering, startRedis } from './parts/redis.ts';
import { temporalCli, type TemporalCli } from './parts/temporal-cli.ts';
import { isTemporalAnswering, startTemporal } from './parts/temporal.ts';
import { ensureDatabase } from './ensure-database.ts';
import { MissingPart } from './missing-part.ts';
import { dataDir } from './paths.ts';
import { postgresHome } from './places.ts';
import type { TemporalAddress } from '#temporal/connection';
import type { GivenServers } from './given-settings.ts';
import type { PortPlan } from './port-plan.ts';
import type { RunRecord } from './run-record.ts';
import { say } from './say.ts';
import type { Supervisor } from './supervise/supervisor.ts';

/** Where the three servers are, for the processes that use them. */
export interface ServerAddresses {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly temporalAddress: string;
  /** Undefined when Temporal is not ours: we do not know its UI then. */
  readonly temporalUiUrl: string | undefined;
}

/** Folder of the run records of `npm start`. */
export const runFolder = join(dataDir, 'run');

/** The database of `npm start`, in a PostgreSQL of ours. */
export const databaseName = 'nixflow';

/** Log file of one part of `npm start`. */
export const logFileOf = (name: string): string => join(dataDir, 'logs', `${name}.log`);

/**
 * Have PostgreSQL, Redis and Temporal running: those of the person's own are used as
 * they are, the others are adopted or started and kept by the supervisor. Says for each what was chosen.
 *
 * @throws {MissingPart} a server cannot be had on this machine
 * @throws {Error} one does not come up or does not answer
 */
export async function startServers(
  supervisor: Supervisor,
  ports: PortPlan,
  given: GivenServers,
): Promise<ServerAddresses> {
  // Fetching one by one keeps the progress readable; starting together saves seconds.
  const [binary, cli] = [
    given.redisUrl === undefined ? await redisBinary() : undefined,
    given.temporal === undefined ? await temporalCli() : undefined,
  ];
  const [databaseUrl, redisUrl, temporal] = await Promise.all([
    postgres(supervisor, ports, given.databaseUrl),
    binary === undefined ? givenRedis(given.redisUrl) : redis(supervisor, ports, binary),
    cli === undefined ? givenTemporal(given.temporal) : engine(supervisor, ports, cli),
  ]);
  return { databaseUrl, redisUrl, ...temporal };
}

async function postgres(supervisor: Supervisor, ports: PortPlan, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if (!(await isAnswering(given))) throw unreachable('PostgreSQL', 'DATABASE_URL');
    say.done('PostgreSQL: the one DATABASE_URL names');
    return given;
  }
  const place = { ...postgresHome(dataDir), runFolder, log: logFileOf('postgres') };
  const choosePort = () => ports.choose('PostgreSQL', 'postgres');
  const server = await keep(supervisor, 'postgres', () => startPostgres({ ...place, choosePort }));
  ports.adopt('postgres', server.record.ports['sql']);
  const port = String(server.record.ports['sql']);
  say.done(`PostgreSQL ${server.version}: ${howIt(server)}, data in ${place.home}, port ${port}`);
  return ensureDatabase(server.url, databaseName);
}

async function givenRedis(url = ''): Promise<string> {
  if (!(await isRedisAnswering(url))) throw unreachable('Redis', 'REDIS_URL');
  say.done('Redis: the one REDIS_URL names');
  return url;
}

async function redis(supervisor: Supervisor, ports: PortPlan, binary: RedisBinary): Promise<string> {
  const place = { binary, data: join(dataDir, 'redis'), runFolder, log: logFileOf('redis') };
  const choosePort = () => ports.choose('Redis', 'redis');
  const server = await keep(supervisor, 'redis', () => startRedis({ ...place, choosePort }));
  ports.adopt('redis', server.record.ports['tcp']);
  say.done(`${binary.title} ${binary.where}: ${howIt(server)}, port ${String(server.record.ports['tcp'])}`);
  return server.url;
}

type Engine = Pick<ServerAddresses, 'temporalAddress' | 'temporalUiUrl'>;

async function givenTemporal(at: TemporalAddress = { address: '', namespace: '' }): Promise<Engine> {
  if (!(await isTemporalAnswering(at))) throw unreachable('Temporal', 'TEMPORAL_ADDRESS');
  say.done('Temporal: the one TEMPORAL_ADDRESS names');
  return { temporalAddress: at.address, temporalUiUrl: undefined };
}

async function engine(supervisor: Supervisor, ports: PortPlan, cli: TemporalCli): Promise<Engine> {
  const place = { cli, data: join(dataDir, 'temporal'), runFolder, log: logFileOf('temporal') };
  const choosePorts = async () => ({
    grpc: await ports.choose('Temporal', 'temporal'),
    http: await ports.choose('Temporal (HTTP)', 'temporalHttp'),
    metrics: await ports.choose('Temporal (metrics)', 'temporalMetrics'),
    ui: await ports.choose('Temporal UI', 'temporalUi'),
  });
  const server = await keep(supervisor, 'temporal', () => startTemporal({ ...place, choosePorts }));
  const { grpc, http, metrics, ui } = server.record.ports;
  ports.adopt('temporal', grpc);
  ports.adopt('temporalHttp', http);
  ports.adopt('temporalMetrics', metrics);
  ports.adopt('temporalUi', ui);
  say.done(`Temporal ${cli.version} ${cli.where}: ${howIt(server)}, port ${String(grpc)}`);
  return { temporalAddress: server.address, temporalUiUrl: server.uiUrl };
}

/** Keep a server running, and tell where the first start found or put it; later starts put it there again. */
async function keep<Server extends { readonly record: RunRecord }>(
  supervisor: Supervisor,
  name: string,
  start: () => Promise<Server>,
): Promise<Server> {
  const started: Server[] = [];
  await supervisor.keep({
    name,
    start: async () => {
      const server = await start();
      if (started.length === 0) started.push(server);
      return server.record;
    },
  });
  const [first] = started;
  if (first === undefined) throw new Error(`${name} did not start.`);
  return first;
}

const howIt = ({ adopted }: { readonly adopted: boolean }) => (adopted ? 'was running, taken over' : 'started');

const unreachable = (part: string, setting: string) =>
  new MissingPart(
    part,
    `${setting} is set, but nothing usable answers there`,
    `unset ${setting} (then one is started here)`,
  );
