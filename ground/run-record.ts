import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOf } from './process-table.ts';

/**
 * What is known of a process that we started, kept in a file so that the next start finds it even after this one was
 * killed.
 */
export interface RunRecord {
  readonly name: string;
  readonly pid: number;
  /** From `startOf`: with the id it names the process for good. */
  readonly start: string;
  /** Ports by their use, such as `{ grpc: 7233, ui: 8233 }`. */
  readonly ports: Readonly<Record<string, number>>;
  /** Hash or version of what was started; another one means it must be started anew. */
  readonly fingerprint: string;
}

const fileOf = (folder: string, name: string) => join(folder, `${name}.json`);

/** Remember a process; an older record of that name is replaced as a whole. */
export function rememberRun(folder: string, record: RunRecord): void {
  mkdirSync(folder, { recursive: true });
  const file = fileOf(folder, record.name);
  writeFileSync(`${file}.new`, JSON.stringify(record));
  renameSync(`${file}.new`, file);
}

/** Forget a process that has ended. */
export function forgetRun(folder: string, name: string): void {
  rmSync(fileOf(folder, name), { force: true });
}

/** The process of that name, if it still lives. A record of a dead one is removed. */
export function livingRun(folder: string, name: string): RunRecord | undefined {
  const record = read(fileOf(folder, name));
  if (record && startOf(record.pid) === record.start) return record;
  forgetRun(folder, name);
  return undefined;
}

/** All remembered processes that still live. */
export function livingRuns(folder: string): RunRecord[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
  return names.flatMap((file) => livingRun(folder, file.slice(0, -'.json'.length)) ?? []);
}

function read(file: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<RunRecord> | null;
    return isWhole(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A file that somebody else wrote, or a disk that was full, must not be taken for a process. */
function isWhole(record: Partial<RunRecord> | null): record is RunRecord {
  return (
    Number.isInteger(record?.pid) &&
    Number(record?.pid) > 0 &&
    typeof record?.start === 'string' &&
    record.start !== '' &&
    typeof record.name === 'string' &&
    typeof record.ports === 'object'
  );
}
