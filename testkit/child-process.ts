import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { atEndOfFile } from './at-end-of-file.ts';
import { leash } from './leash.ts';
import { isReady, type ReadySign } from './ready-sign.ts';
import { testStack } from './stack.ts';
import { waitUntil } from './wait-until.ts';

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A process of a test. Signals go to its whole process group, except SIGTERM, which only the process itself gets. When it
 * ends, what it leaves behind in its group is killed.
 */
export interface ChildProcess {
  readonly pid: number;
  /** What it prints goes here; the file stays after the run. */
  readonly logFile: string;
  /** What it printed so far, stdout and stderr as they came. */
  output(): string;
  /** Wait for something it prints. @throws {Error} it ended, or did not print it within the limit (30 s) */
  waitForOutput(match: string | RegExp, withinMs?: number): Promise<void>;
  /** SIGKILL: it ends where it is. Resolves when it is gone. Safe to repeat. */
  kill9(): Promise<Exit>;
  /** SIGSTOP: it stands still, connections open. Resolves when it does. */
  stop(): Promise<void>;
  /** SIGCONT: it goes on where it was stopped. */
  resume(): void;
  /** SIGTERM, as a supervisor ends it. @throws {Error} it is still there after the limit (30 s); it is killed then */
  terminate(withinMs?: number): Promise<Exit>;
  /** Resolves when it has ended, however. */
  readonly exited: Promise<Exit>;
}

/** How to start a process and when it is ready. */
export interface ChildProcessOptions {
  /** Name of its log file; the program's unless told. */
  readonly name?: string;
  readonly args?: readonly string[];
  /** All it gets besides PATH, HOME, TMPDIR and LANG: settings of the machine must not leak into a test. */
  readonly env?: Readonly<Record<string, string>>;
  /** The repository unless told. */
  readonly cwd?: string;
  /** Wait for this; else the process is given back as soon as it runs. */
  readonly ready?: ReadySign;
  /** 30 s unless told. */
  readonly readyWithinMs?: number;
  /** Run it as another user; needs root. */
  readonly uid?: number;
  readonly gid?: number;
}

const repository = fileURLToPath(new URL('..', import.meta.url));
let started = 0;

/** Start a TypeScript or JavaScript entry in a Node of its own. Killed at the end of the test file at the latest. */
export function startNode(entry: string, options: ChildProcessOptions = {}): Promise<ChildProcess> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const args = ['--import', tsx, entry, ...(options.args ?? [])];
  return startProgram(process.execPath, { name: entry, ...options, args });
}

/**
 * Start a program. Killed at the end of the test file at the latest, and when the test process itself is killed.
 *
 * @throws {Error} it cannot be started, ends before it is ready, or is not ready in time; with the end of its log
 */
export async function startProgram(path: string, options: ChildProcessOptions = {}): Promise<ChildProcess> {
  const logFile = openLog(options.name ?? path);
  const log = openSync(logFile, 'a');
  const { cwd = repository, uid, gid, args = [] } = options;
  const child = spawn(path, args, {
    cwd,
    env: { ...inherited(), ...options.env },
    stdio: ['ignore', log, log],
    detached: true,
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  });
  closeSync(log);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('spawn', () => {
      resolve(child.pid ?? 0);
    });
    child.once('error', reject);
  });
  const unleash = leash(pid);
  const signal = (name: NodeJS.Signals, to: number) => {
    try {
      process.kill(to, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // gone already
    }
  };
  void exited.then(() => {
    signal('SIGKILL', -pid); // what it left behind in its group
    unleash();
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const output = () => readFileSync(logFile, 'utf8');
  const waitFor = async (what: string, is: () => Promise<boolean> | boolean, withinMs: number) => {
    const lastWords = () => `${logFile} ends with:\n${output().slice(-2000)}`;
    const seen = await waitUntil(what, async () => (await is()) || (hasEnded() && 'ended'), { withinMs }).catch(
      (cause: unknown) => {
        throw new Error(`${what}: not within ${withinMs} ms. ${lastWords()}`, { cause });
      },
    );
    if (seen === 'ended' && !(await is())) {
      throw new Error(`${what}: it ended before (${child.signalCode ?? child.exitCode ?? ''}). ${lastWords()}`);
    }
  };
  const kill9 = () => {
    if (!hasEnded()) signal('SIGKILL', -pid);
    return exited;
  };
  atEndOfFile(path, kill9);

  const { ready, readyWithinMs = 30_000 } = options;
  if (ready !== undefined) {
    try {
      await waitFor(`${options.name ?? path} is ready`, () => isReady(ready, output), readyWithinMs);
    } catch (error) {
      await kill9();
      throw error;
    }
  }
  return {
    pid,
    logFile,
    output,
    exited,
    kill9,
    waitForOutput: (match, withinMs = 30_000) =>
      waitFor(`output of ${String(match)}`, () => isReady({ output: match }, output), withinMs),
    async stop() {
      signal('SIGSTOP', -pid);
      await waitUntil(`process ${pid} stands still`, () => isStopped(pid));
    },
    resume() {
      signal('SIGCONT', -pid);
    },
    async terminate(withinMs = 30_000) {
      signal('SIGTERM', pid);
      await waitUntil(`process ${pid} ends on SIGTERM (${logFile})`, hasEnded, { withinMs }).finally(kill9);
      return exited;
    },
  };
}

function openLog(name: string): string {
  const folder = join(testStack().dir, 'logs');
  mkdirSync(folder, { recursive: true });
  const plain = name
    .replace(repository, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-/, '');
  return join(folder, `${plain}.${process.pid}-${++started}.log`);
}

function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'].map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Linux says so in /proc; elsewhere the signal is taken at its word. */
function isStopped(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
}
