import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testStackVariable, type TestStack } from '#testkit/stack';
import { MissingPart } from './missing-part.ts';
import { startPostgres } from './parts/postgres.ts';
import { redisBinary, type RedisBinary } from './parts/redis-binary.ts';
import { startRedis } from './parts/redis.ts';
import { temporalCli, type TemporalCli } from './parts/temporal-cli.ts';
import { startTemporal } from './parts/temporal.ts';
import { findTemporalServer } from './parts/temporal-server.ts';
import { findChromium, findDovecot, findJava } from './parts/test-programs.ts';
import { timeSkippingServer } from './parts/time-skipping-server.ts';
import { postgresHome } from './places.ts';
import { anyFreePort } from './ports.ts';
import { folderOfThisRun, removeDeadRuns, stopRun } from './run-folder.ts';
import { say } from './say.ts';
import { canInstallPackages, installSystemPackages } from './system-packages.ts';

const dir = folderOfThisRun('test');
const runFolder = join(dir, 'run');

/**
 * Start PostgreSQL, Redis and Temporal for the test run of this process, on free ports and with empty data, and find the
 * optional parts. What a killed run left behind is stopped and removed first. The address goes into the environment, so
 * that processes started from here find it.
 *
 * @throws {MissingPart} a server cannot be had on this machine
 */
export async function startTestStack(): Promise<TestStack> {
  await removeDeadRuns('test');
  mkdirSync(dir, { recursive: true });
  await installTestPackages();
  const [binary, cli] = [await redisBinary(), await temporalCli()];
  try {
    const [postgres, redis, temporal] = await startServers(binary, cli);
    const java = await findJava();
    const stack: TestStack = {
      postgresUrl: postgres.url,
      redisUrl: redis.url,
      redisServer: binary.path,
      temporalAddress: temporal.address,
      temporalCli: cli.path,
      chromium: findChromium() ?? null,
      dovecot: findDovecot() ?? null,
      java: java ?? null,
      temporalServer: findTemporalServer() ?? null,
      timeSkippingServer: java === undefined ? null : await optional(timeSkippingServer(java)),
      dir,
    };
    process.env[testStackVariable] = JSON.stringify(stack);
    return stack;
  } catch (error) {
    await stopTestStack();
    throw error;
  }
}

/** End the servers of this process' run, also half started ones; their data goes, logs and pictures stay. */
export async function stopTestStack(): Promise<void> {
  Reflect.deleteProperty(process.env, testStackVariable);
  await stopRun(dir);
  for (const data of ['postgres', 'temporal', 'run']) rmSync(join(dir, data), { recursive: true, force: true });
}

function startServers(binary: RedisBinary, cli: TemporalCli) {
  const logOf = (name: string) => join(dir, 'logs', `${name}.log`);
  const freePorts = async () => ({
    grpc: await anyFreePort(),
    http: await anyFreePort(),
    metrics: await anyFreePort(),
    ui: undefined,
  });
  return Promise.all([
    startPostgres({
      ...postgresHome(dir),
      runFolder,
      log: logOf('postgres'),
      choosePort: anyFreePort,
      // Losing a test's data with the machine is no loss; the rest is what a server in production does.
      settings: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=300'],
    }),
    startRedis({ binary, data: undefined, runFolder, log: logOf('redis'), choosePort: anyFreePort }),
    startTemporal({ cli, data: join(dir, 'temporal'), runFolder, log: logOf('temporal'), choosePorts: freePorts }),
  ]);
}

/** What only tests need, in one go, so that a bare machine waits for apt once. */
async function installTestPackages(): Promise<void> {
  if (!canInstallPackages()) return;
  const wanted = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(findDovecot() === undefined ? ['dovecot-imapd'] : []),
    ...((await findJava()) === undefined ? ['default-jre-headless'] : []),
  ];
  if (wanted.length > 0) await optional(installSystemPackages('Tests', wanted));
}

/** A part that tests can do without: what is missing then stands in the "not run" table. */
async function optional<T>(part: Promise<T>): Promise<T | null> {
  try {
    return await part;
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    say.warn(`${error.message}; to have it: ${error.remedy}`);
    return null;
  }
}
