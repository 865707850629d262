import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, startOf } from './process-table.ts';
import { forgetRun, rememberRun, type RunRecord } from './run-record.ts';
import { stopProcess, stopUnresponsive } from './stop-process.ts';

/** A server or process of ours to start, and how to know that it is ready. */
export interface Launch {
  readonly name: string;
  /** Folder of the run records. */
  readonly runFolder: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Run as this user, when we are root and the program refuses to be. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** File that gets stdout and stderr. */
  readonly log: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly fingerprint: string;
  readonly isReady: (ports: Readonly<Record<string, number>>) => Promise<boolean>;
  readonly readySeconds: number;
}

const largestLog = 10 * 1024 * 1024;

/**
 * Start a process in a session of its own and wait until it is ready.
 *
 * In a session of its own it gets no Ctrl-C from the terminal, so that the supervisor decides the order in which things
 * end; and it writes to a file, not to a pipe, so that it lives on when the supervisor is killed and can be adopted.
 *
 * @throws {Error} it ended or was not ready in time: with the last lines of its log; it is stopped then
 */
export async function launch(launch: Launch): Promise<RunRecord> {
  const log = openLog(launch.log);
  const before = statSync(launch.log).size;
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: launch.env ?? process.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...launch.user,
  });
  closeSync(log);
  const failed = new Promise<Error>((resolve) => child.once('error', resolve));
  child.unref();
  const { pid } = child;
  if (pid === undefined) throw new Error(`${launch.name} could not be started: ${(await failed).message}`);
  const start = startOf(pid);
  if (start === undefined) throw new Error(`${launch.name} ended at once. ${tailOf(launch.log, before)}`);
  const record = { name: launch.name, pid, start, ports: launch.ports, fingerprint: launch.fingerprint };
  rememberRun(launch.runFolder, record);
  const until = Date.now() + launch.readySeconds * 1000;
  // Alive is asked after ready: on a port that a stranger took meanwhile, it is the stranger who answers.
  for (;;) {
    const isReady = await launch.isReady(launch.ports).catch(async (error: unknown) => {
      await stopProcess(pid, stopUnresponsive);
      throw error;
    });
    if (!isAlive(pid)) {
      forgetRun(launch.runFolder, launch.name);
      throw new Error(`${launch.name} ended before it was ready. ${tailOf(launch.log, before)}`);
    }
    if (isReady) return record;
    if (Date.now() > until) {
      await stopProcess(pid, [
        ['SIGTERM', 5],
        ['SIGKILL', 2],
      ]);
      const limit = `${String(launch.readySeconds)} s`;
      throw new Error(`${launch.name} was not ready within ${limit}. ${tailOf(launch.log, before)}`);
    }
    await wait(50);
  }
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  try {
    if (statSync(file).size > largestLog) {
      rmSync(`${file}.1`, { force: true });
      renameSync(file, `${file}.1`);
    }
  } catch {
    // There is no log yet.
  }
  return openSync(file, 'a');
}

function tailOf(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString().trim().split('\n').slice(-6);
  return `Its log (${file}) ends with:\n    ${lines.join('\n    ')}`;
}
