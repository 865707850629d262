import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process started, as an opaque text: with its id it names a process for good, since ids are used again.
 *
 * @returns undefined if there is no such process, or only its zombie
 */
export function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // The name in parentheses may hold spaces and parentheses itself; the fields begin behind the last one.
      const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  return ps(pid, 'lstart=');
}

/** Command line of a process; undefined if it is gone. */
export function commandOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
        .replaceAll('\0', ' ')
        .trim()
        .slice(0, 200);
    } catch {
      return undefined;
    }
  }
  return ps(pid, 'command=');
}

/** Whether a process of this id lives (zombies do not). */
export const isAlive = (pid: number): boolean => startOf(pid) !== undefined;

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
