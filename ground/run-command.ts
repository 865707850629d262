import { spawn, type ChildProcess } from 'node:child_process';
import { say, since } from './say.ts';

/** How a command ended; `output` is stdout and stderr as they came. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Where and how to run a command; `label` is said every 15 s while it runs, so that long work is seen to go on. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly label?: string;
  /** Run as this user, when we are root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly timeoutSeconds?: number;
}

const running = new Set<ChildProcess>();

/** Kill the commands that still run: whoever waited for them is leaving. */
export function killRunningCommands(): void {
  for (const child of running) child.kill('SIGKILL');
}

/**
 * Run a program to its end and keep what it printed. Never rejects: a program that cannot be started ends with 127, one
 * that takes too long is killed and ends with 124.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options.user,
    });
    running.add(child);
    let output = '';
    let timedOut = false;
    const take = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    let saidLine = '';
    const beat = setInterval(() => {
      if (options.label === undefined) return;
      const line = lastLine(output);
      say.busy(`still ${options.label} (${since(began)})${line === saidLine ? '' : ` ${line}`}`);
      saidLine = line;
    }, 15_000);
    const limit = setTimeout(
      () => {
        timedOut = true;
        child.kill('SIGKILL');
      },
      (options.timeoutSeconds ?? 1800) * 1000,
    );
    const end = (code: number) => {
      running.delete(child);
      clearInterval(beat);
      clearTimeout(limit);
      resolve({ code: timedOut ? 124 : code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      end(127);
    });
    child.once('close', (code) => {
      end(code ?? 1);
    });
  });
}

/** The last line of a program's output that says anything, cut to a terminal's width. */
export function lastLine(output: string): string {
  return (output.trimEnd().split('\n').at(-1) ?? '').trim().slice(0, 100);
}
