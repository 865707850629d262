import { join } from 'node:path';
import { isAnswering, startPostgres } from './parts/postgres.ts';
import { redisBinary } from './parts/redis-binary.ts';
import { isRedisAnswering, startRedis } from './parts/redis.ts';
import { temporalCli } from './parts/temporal-cli.ts';
import { isTemporalAnswering, startTemporal } from './parts/temporal.ts';
import { ensureDatabase } from './ensure-database.ts';
import { MissingPart } from './missing-part.ts';
import { dataDir } from './paths.ts';
import { postgresHome } from './places.ts';
import type { PortPlan } from './port-plan.ts';
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

/** Log file of one part of `npm start`. */
export const logFileOf = (name: string): string => join(dataDir, 'logs', `${name}.log`);

/**
 * Have PostgreSQL, Redis and Temporal running: those named by `DATABASE_URL`, `REDIS_URL`, `TEMPORAL_ADDRESS` are used as
 * they are, the others are adopted or started and kept by the supervisor. Says for each what was chosen.
 *
 * @throws {MissingPart} a server cannot be had on this machine
 * @throws {Error} one does not come up or does not answer
 */
export async function startServers(supervisor: Supervisor, ports: PortPlan): Promise<ServerAddresses> {
  // Fetching one by one keeps the progress readable; starting together saves seconds.
  const [binary, cli] = [
    process.env['REDIS_URL'] === undefined ? await redisBinary() : undefined,
    process.env['TEMPORAL_ADDRESS'] === undefined ? await temporalCli() : undefined,
  ];
  const [databaseUrl, redisUrl, temporal] = await Promise.all([
    postgres(supervisor, ports),
    redis(supervisor, ports, binary),
    engine(supervisor, ports, cli),
  ]);
  return { databaseUrl, redisUrl, ...temporal };
}

async function postgres(supervisor: Supervisor, ports: PortPlan): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined) {
    if (!(await isAnswering(given))) throw unreachable('PostgreSQL', 'DATABASE_URL');
    say.done('PostgreSQL: the one DATABASE_URL names');
    return given;
  }
  let maintenanceUrl = '';
  let line = '';
  const record = await supervisor.keep({
    name: 'postgres',
    start: async () => {
      const choosePort = () => ports.choose('PostgreSQL', 'postgres');
      const place = { ...postgresHome(dataDir), runFolder, log: logFileOf('postgres'), choosePort };
      const server = await startPostgres(place);
      maintenanceUrl = server.url;
      line = `PostgreSQL ${server.version}: ${server.adopted ? 'was running, taken over' : 'started'}, data in ${place.home}`;
      return server.record;
    },
  });
  ports.adopt('postgres', record.ports['sql']);
  say.done(`${line}, port ${String(record.ports['sql'])}`);
  return ensureDatabase(maintenanceUrl, 'nixflow');
}

async function redis(
  supervisor: Supervisor,
  ports: PortPlan,
  binary: Awaited<ReturnType<typeof redisBinary>> | undefined,
): Promise<string> {
  const given = process.env['REDIS_URL'];
  if (given !== undefined || binary === undefined) {
    if (!(await isRedisAnswering(given ?? ''))) throw unreachable('Redis', 'REDIS_URL');
    say.done('Redis: the one REDIS_URL names');
    return given ?? '';
  }
  let url = '';
  let adopted = false;
  const record = await supervisor.keep({
    name: 'redis',
    start: async () => {
      const choosePort = () => ports.choose('Redis', 'redis');
      const server = await startRedis({
        binary,
        data: join(dataDir, 'redis'),
        runFolder,
        log: logFileOf('redis'),
        choosePort,
      });
      ({ url, adopted } = server);
      return server.record;
    },
  });
  ports.adopt('redis', record.ports['tcp']);
  say.done(
    `Redis ${binary.version} ${binary.where}: ${adopted ? 'was running, taken over' : 'started'}, port ${String(record.ports['tcp'])}`,
  );
  return url;
}

async function engine(
  supervisor: Supervisor,
  ports: PortPlan,
  cli: Awaited<ReturnType<typeof temporalCli>> | undefined,
): Promise<Pick<ServerAddresses, 'temporalAddress' | 'temporalUiUrl'>> {
  const given = process.env['TEMPORAL_ADDRESS'];
  if (given !== undefined || cli === undefined) {
    const temporalAddress = given ?? '';
    const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'default';
    if (!(await isTemporalAnswering(temporalAddress, namespace))) throw unreachable('Temporal', 'TEMPORAL_ADDRESS');
    say.done('Temporal: the one TEMPORAL_ADDRESS names');
    return { temporalAddress, temporalUiUrl: undefined };
  }
  let address = '';
  let uiUrl: string | undefined;
  let adopted = false;
  const record = await supervisor.keep({
    name: 'temporal',
    start: async () => {
      const choosePorts = async () => ({
        grpc: await ports.choose('Temporal', 'temporal'),
        http: await ports.choose('Temporal (HTTP)', 'temporalHttp'),
        metrics: await ports.choose('Temporal (metrics)', 'temporalMetrics'),
        ui: await ports.choose('Temporal UI', 'temporalUi'),
      });
      const data = join(dataDir, 'temporal');
      const server = await startTemporal({ cli, data, runFolder, log: logFileOf('temporal'), choosePorts });
      ({ address, uiUrl, adopted } = server);
      return server.record;
    },
  });
  ports.adopt('temporal', record.ports['grpc']);
  ports.adopt('temporalHttp', record.ports['http']);
  ports.adopt('temporalMetrics', record.ports['metrics']);
  ports.adopt('temporalUi', record.ports['ui']);
  const started = adopted ? 'was running, taken over' : 'started';
  say.done(`Temporal ${cli.version} ${cli.where}: ${started}, port ${String(record.ports['grpc'])}`);
  return { temporalAddress: address, temporalUiUrl: uiUrl };
}

const unreachable = (part: string, setting: string) =>
  new MissingPart(
    part,
    `${setting} is set, but nothing usable answers there`,
    `unset ${setting} (then one is started here)`,
  );
