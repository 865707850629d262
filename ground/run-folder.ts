import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from './paths.ts';
import { systemFoldersBelow } from './places.ts';
import { startOf } from './process-table.ts';
import { livingRuns } from './run-record.ts';
import { stopProcess } from './stop-process.ts';

/** What starts servers for one run, on empty data. */
export type RunKind = 'test' | 'bench';

/** Folder of this process' run; named by process id and start, which name it for good. Run records are in `run` below it. */
export const folderOfThisRun = (kind: RunKind): string =>
  join(dataDir, kind, `run-${String(process.pid)}-${startOf(process.pid) ?? ''}`);

/** Stop what killed runs of this kind left behind, and remove their folders. */
export async function removeDeadRuns(kind: RunKind): Promise<void> {
  const runs = join(dataDir, kind);
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    const [, pid, start] = /^run-(\d+)-(.*)$/.exec(name) ?? [];
    if (pid === undefined || startOf(Number(pid)) === start) continue;
    await stopRun(join(runs, name));
    rmSync(join(runs, name), { recursive: true, force: true });
  }
}

/**
 * Stop what a run started, also installations that its tests started, their supervisors first. What it keeps outside its
 * folder is removed.
 */
export async function stopRun(folder: string): Promise<void> {
  const inner = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, 'run')) : [];
  const living = [join(folder, 'run'), ...inner].flatMap(livingRuns);
  const isSupervisor = ({ name }: { readonly name: string }) => name === 'supervisor';
  for (const some of [living.filter(isSupervisor), living.filter((record) => !isSupervisor(record))]) {
    // Their data goes with the run, so nothing is worth waiting for.
    await Promise.all(some.map(({ pid }) => stopProcess(pid, [['SIGKILL', 3]])));
  }
  for (const elsewhere of systemFoldersBelow(folder)) rmSync(elsewhere, { recursive: true, force: true });
}
