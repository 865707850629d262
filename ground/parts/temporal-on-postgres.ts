import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time.js';
import pg from 'pg';
import { connectTemporal } from '#temporal/connection';
import { ensureSearchAttributes } from '#temporal/search-attributes';
import { launch } from '../launch.ts';
import { isPortFree } from '../ports.ts';
import { lastLine, runCommand } from '../run-command.ts';
import type { RunRecord } from '../run-record.ts';
import {
  temporalServerConfig,
  temporalServerDynamicConfig,
  temporalServerPortNames,
  type TemporalServerPorts,
  type TemporalServerSettings,
} from './temporal-server-config.ts';
import type { TemporalServerPrograms } from './temporal-server.ts';
import { isTemporalAnswering } from './temporal.ts';

/** Where a Temporal over PostgreSQL lives. */
export interface TemporalOnPostgresPlace {
  readonly programs: TemporalServerPrograms;
  /** Superuser's URL of a database of the PostgreSQL that holds its executions. */
  readonly postgresUrl: string;
  /** Folder of its configuration; it remembers ports and databases, so that another start finds what the last one left. */
  readonly home: string;
  readonly runFolder: string;
  readonly log: string;
}

/** A running Temporal over PostgreSQL: gRPC address, and the namespace that has our search attributes. */
export interface TemporalOnPostgres {
  readonly address: string;
  readonly namespace: string;
  readonly record: RunRecord;
}

const namespace = 'default';
/** Executions of a bench or a test are of no use after a day, which is the least that the server takes. */
const retention = '1 day';
/** How long the server's parts take to hear of a new namespace: each reads them anew every two seconds. */
const hearsayMs = 2_500;

/**
 * Run a Temporal as in production on this PostgreSQL, in databases of its own. Started again in the same home it is the same
 * server, with its executions and on its ports.
 *
 * @throws {Error} its schema cannot be made, or it does not come up; with the end of its log
 */
export async function startTemporalOnPostgres(place: TemporalOnPostgresPlace): Promise<TemporalOnPostgres> {
  const isNew = !existsSync(settingsFile(place.home));
  const { ports } = isNew ? await prepare(place) : readSettings(place.home);
  const address = `127.0.0.1:${String(ports.frontend)}`;
  const record = await launch({
    name: 'temporal',
    runFolder: place.runFolder,
    command: place.programs.server,
    args: ['--root', place.home, '--config', 'config', '--env', environment, '--allow-no-auth', 'start'],
    cwd: place.home,
    log: place.log,
    ports: { grpc: ports.frontend },
    fingerprint: place.programs.version,
    isReady: () => isTemporalAnswering({ address, namespace: 'temporal-system' }),
    readySeconds: 60,
  });
  await ensureNamespace(address);
  return { address, namespace, record };
}

/** Remove the databases of a server that has ended. Safe to repeat. */
export async function removeTemporalDatabases({ home, postgresUrl }: TemporalOnPostgresPlace): Promise<void> {
  if (!existsSync(settingsFile(home))) return;
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    for (const name of Object.values(readSettings(home).databases)) {
      await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    }
  } finally {
    await client.end();
  }
}

const environment = 'nixflow';
const settingsFile = (home: string) => join(home, 'settings.json');
const readSettings = (home: string) => JSON.parse(readFileSync(settingsFile(home), 'utf8')) as Settings;
type Settings = Pick<TemporalServerSettings, 'databases' | 'ports'>;

/** Databases, schema and configuration; the settings come last, since their file says that all of it is there. */
async function prepare({ programs, postgresUrl, home }: TemporalOnPostgresPlace): Promise<Settings> {
  const own = randomBytes(4).toString('hex');
  const databases = { default: `temporal_${own}`, visibility: `temporal_visibility_${own}` };
  const settings = { databases, ports: await choosePorts() };

  await makeSchema(programs.sqlTool, postgresUrl, databases.default, 'temporal');
  await makeSchema(programs.sqlTool, postgresUrl, databases.visibility, 'visibility');

  const dynamicConfigFile = join(home, 'dynamic.yaml');
  mkdirSync(join(home, 'config'), { recursive: true });
  writeFileSync(dynamicConfigFile, temporalServerDynamicConfig());
  // It holds PostgreSQL's password.
  writeFileSync(
    join(home, 'config', `${environment}.yaml`),
    temporalServerConfig({ ...settings, postgresUrl, dynamicConfigFile }),
    { mode: 0o600 },
  );
  writeFileSync(settingsFile(home), JSON.stringify(settings));
  return settings;
}

/** The server keeps its ports in a column of two bytes, so they end at 32,767; and there outgoing connections begin. */
async function choosePorts(): Promise<TemporalServerPorts> {
  const ports: Partial<Record<keyof TemporalServerPorts, number>> = {};
  let port = randomInt(20_000, 32_000);
  for (const name of temporalServerPortNames) {
    while (!(await isPortFree(port))) port++;
    ports[name] = port++;
  }
  return ports as TemporalServerPorts;
}

async function makeSchema(sqlTool: string, postgresUrl: string, database: string, schema: string): Promise<void> {
  const { hostname, port, username, password } = new URL(postgresUrl);
  const server = ['--plugin', 'postgres12_pgx', '--endpoint', hostname, '--port', port || '5432'];
  const target = [...server, '--user', decodeURIComponent(username), '--database', database];
  for (const step of [
    ['create-database'],
    ['setup-schema', '--version', '0.0'],
    ['update-schema', '--schema-name', `postgresql/v12/${schema}`],
  ]) {
    const { code, output } = await runCommand(sqlTool, [...target, ...step], {
      env: { ...process.env, SQL_PASSWORD: decodeURIComponent(password) },
      timeoutSeconds: 120,
    });
    if (code !== 0) throw new Error(`Temporal's database ${database}: ${String(step[0])} failed: ${lastLine(output)}`);
  }
}

/** See that the namespace is there with our search attributes, and wait until all of the server knows what was added. */
async function ensureNamespace(address: string): Promise<void> {
  const connection = connectTemporal({ address, namespace });
  try {
    if (!(await isTemporalAnswering({ address, namespace }))) {
      await connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs(retention),
      });
      await wait(hearsayMs);
    }
    const { added } = await ensureSearchAttributes(connection, namespace);
    if (added.length > 0) await wait(hearsayMs);
  } finally {
    await connection.close();
  }
}
