import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { launch } from '../launch.ts';
import { commandOf, isAlive, startOf } from '../process-table.ts';
import { runCommand } from '../run-command.ts';
import { livingRun, rememberRun, type RunRecord } from '../run-record.ts';
import { stopProcess, type StopStep } from '../stop-process.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { SystemUser } from './unprivileged-user.ts';

/** Where a PostgreSQL of ours lives and how it is to run. */
export interface PostgresPlace {
  /** Holds the cluster (`data`) and the password; the server's user must be able to reach it. */
  readonly home: string;
  /** For a copy of the binaries when the checkout is out of the server user's reach. */
  readonly sharedFolder: string;
  readonly runFolder: string;
  readonly log: string;
  /** Undefined: as ourselves. */
  readonly user: SystemUser | undefined;
  readonly choosePort: () => Promise<number>;
  /** Settings beyond the defaults, such as `fsync=off` for test runs. */
  readonly settings?: readonly string[];
}

/** A running server: superuser's URL of the database `postgres`, and whether it ran already. */
export interface PostgresServer {
  readonly url: string;
  readonly version: string;
  readonly adopted: boolean;
  readonly record: RunRecord;
}

/** How PostgreSQL ends: fast shutdown, then immediate, then by force (it recovers from that as well). */
export const stopPostgres: readonly StopStep[] = [
  ['SIGINT', 10],
  ['SIGQUIT', 3],
  ['SIGKILL', 2],
];

/** How one ends that does not answer: at once, with recovery at the next start. */
const stopFrozen: readonly StopStep[] = [
  ['SIGQUIT', 0.5],
  ['SIGKILL', 2],
];

const role = 'nixflow';
/** SQLSTATE cannot_connect_now. */
const startingUp = '57P03';
/** SQLSTATE invalid_password. */
const wrongPassword = '28P01';

/**
 * Run PostgreSQL for this place: adopt the one that runs there, or start it, making the cluster first if there is none.
 *
 * @throws {MissingPart} there are no binaries for this platform
 * @throws {Error} it does not come up; with the end of its log
 */
export async function startPostgres(place: PostgresPlace): Promise<PostgresServer> {
  const { bin, version } = postgresBinaries(place.user, place.sharedFolder);
  const data = join(place.home, 'data');
  requireWhole(place.home, data);
  if (!existsSync(data)) await makeCluster(place, bin, data);
  const urlAt = (port: number) => maintenanceUrl(place.home, port);

  const running = await runningServer(place, data, version, urlAt);
  if (running) return { url: urlAt(portOf(running)), version, adopted: true, record: running };

  const port = await place.choosePort();
  const record = await patiently(() =>
    launch({
      name: 'postgres',
      runFolder: place.runFolder,
      command: join(bin, 'postgres'),
      args: ['-D', data, '-p', String(port), ...settingsOf(place).flatMap((setting) => ['-c', setting])],
      cwd: place.home,
      ...(place.user && { user: place.user }),
      log: place.log,
      ports: { sql: port },
      fingerprint: version,
      isReady: () => isAccepting(place.home, urlAt(port)),
      readySeconds: 60,
    }),
  );
  return { url: urlAt(port), version, adopted: false, record };
}

/**
 * Try again while a killed server is not quite gone: its children still hold its shared memory, or its parent has not yet
 * taken notice of its end. Both pass within seconds, and until then a new one rightly refuses to start.
 */
async function patiently<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      const isHeld = /shared memory block|lock file .* already exists/.test(String(error));
      if (attempt === 8 || !isHeld) throw error;
      await wait(500);
    }
  }
}

/** Superuser's URL of the database `postgres` of a cluster of ours. */
export function maintenanceUrl(home: string, port: number): string {
  const password = readFileSync(join(home, 'password'), 'utf8').trim();
  return `postgresql://${role}:${password}@127.0.0.1:${String(port)}/postgres`;
}

/** Whether a PostgreSQL answers queries at this URL within two seconds. */
export const isAnswering = async (url: string): Promise<boolean> => (await ask(url)) === 'answering';

/** Ask a server how it is; `starting` is one that says it recovers or starts up, which may take its time. */
async function ask(url: string): Promise<'answering' | 'starting' | 'refusing' | 'silent'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return 'answering';
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    return code === startingUp ? 'starting' : code === wrongPassword ? 'refusing' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

const portOf = (record: RunRecord) => record.ports['sql'] ?? 5432;

const settingsOf = ({ settings = [] }: PostgresPlace) => [
  'listen_addresses=127.0.0.1',
  // Sockets in a shared folder would collide between checkouts; TCP on the loopback address is all we need.
  'unix_socket_directories=',
  'logging_collector=off',
  ...settings,
];

/** What is there must be a whole cluster with its password: anything else is for a person to look at, not for us to replace. */
function requireWhole(home: string, data: string): void {
  if (!existsSync(data)) return;
  const missing = [join(data, 'PG_VERSION'), join(home, 'password')].find((file) => !existsSync(file));
  if (missing === undefined) return;
  throw new Error(
    `PostgreSQL: ${missing} is missing. Bring it back from a backup, or begin anew: npm run nixflow -- reset`,
  );
}

/** @throws {Error} it refuses our password, which waiting does not change */
async function isAccepting(home: string, url: string): Promise<boolean> {
  const state = await ask(url);
  if (state === 'refusing') throw new Error(`PostgreSQL refuses the password in ${join(home, 'password')}.`);
  return state === 'answering';
}

/** Made beside its place and moved there whole, so that a kill in between leaves no half cluster in use. */
async function makeCluster(place: PostgresPlace, bin: string, data: string): Promise<void> {
  mkdirSync(place.home, { recursive: true, mode: 0o700 });
  // Each attempt has a name of its own: a killed one may still be writing.
  const making = `${data}.making-${String(process.pid)}`;
  for (const old of readdirSync(place.home).filter((name) => name.startsWith('data.making'))) {
    rmSync(join(place.home, old), { recursive: true, force: true, maxRetries: 3 });
  }
  const passwordFile = join(place.home, 'password.making');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (place.user) for (const path of [place.home, passwordFile]) chownSync(path, place.user.uid, place.user.gid);
  const options = ['-U', role, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C'];
  const unicode = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'];
  const { code, output } = await runCommand(join(bin, 'initdb'), ['-D', making, ...options, ...unicode], {
    cwd: place.home,
    ...(place.user && { user: place.user }),
  });
  if (code !== 0) throw new Error(`PostgreSQL could not make its cluster in ${data}:\n${output.trim()}`);
  renameSync(passwordFile, join(place.home, 'password'));
  renameSync(making, data);
}

/**
 * The server that runs on this cluster, known by our record or by its own lock file; undefined if there is none.
 * One of another version is stopped.
 *
 * A lock file whose process id belongs to another program now is removed, since PostgreSQL would take that for a running
 * server; one whose process is gone is left to PostgreSQL, which also looks whether children of it still live. A server
 * that lives but does not answer is stopped.
 */
async function runningServer(
  place: PostgresPlace,
  data: string,
  version: string,
  urlAt: (port: number) => string,
): Promise<RunRecord | undefined> {
  const record = livingRun(place.runFolder, 'postgres') ?? recordFromLockFile(data, version);
  if (!record) {
    removeForeignLock(data);
    return undefined;
  }
  rememberRun(place.runFolder, record);
  if (record.fingerprint !== version) {
    await stopProcess(record.pid, stopPostgres);
    return undefined;
  }
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const state = await ask(urlAt(portOf(record)));
    if (state === 'answering') return record;
    if (state !== 'starting') break;
    await wait(100);
  }
  await stopProcess(record.pid, stopFrozen);
  return undefined;
}

function removeForeignLock(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (existsSync(file) && isAlive(pidIn(file))) rmSync(file);
}

const pidIn = (file: string) => Number(readFileSync(file, 'utf8').split('\n')[0]);

/** The version is believed: this file does not tell it, and losing our own record is rare enough. */
function recordFromLockFile(data: string, version: string): RunRecord | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pidLine = '', , , portLine = ''] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidLine);
  const start = startOf(pid);
  if (start === undefined || !commandOf(pid)?.includes(dirname(data))) return undefined;
  return { name: 'postgres', pid, start, ports: { sql: Number(portLine) }, fingerprint: version };
}
