import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { isOurs } from './data-folder.ts';
import { dataDir } from './paths.ts';
import { systemFoldersBelow } from './places.ts';
import { livingRun, livingRuns } from './run-record.ts';
import { say } from './say.ts';
import { runFolder } from './servers.ts';
import { stopProcess } from './stop-process.ts';
import { stopStepsOf } from './stop-order.ts';

/**
 * `nixflow reset`: delete databases, secrets and logs of this installation, after asking. Refused while it runs; servers
 * that a killed start left are stopped first. Tools in the cache stay.
 */
export async function reset(args: string[]): Promise<number> {
  const supervisor = livingRun(runFolder, 'supervisor');
  if (supervisor) {
    say.fail(`NixFlow is running (process ${String(supervisor.pid)}); stop it first (Ctrl-C).`);
    return 1;
  }
  const folders = [...systemFoldersBelow(dataDir), ...(existsSync(dataDir) ? [dataDir] : [])];
  if (folders.length === 0) {
    say.done('There is no data.');
    return 0;
  }
  if (existsSync(dataDir) && !isOurs(dataDir)) {
    say.fail(`${dataDir} was not made by NixFlow; nothing was deleted.`);
    return 1;
  }
  if (!args.includes('--yes') && !(await agreed())) {
    say.line('  Nothing was deleted.');
    return 1;
  }
  const living = livingRuns(runFolder);
  const areGone = await Promise.all(living.map(({ name, pid }) => stopProcess(pid, stopStepsOf(name))));
  if (areGone.includes(false)) {
    say.fail('A server of an earlier start could not be stopped; nothing was deleted.');
    return 1;
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  say.done(`Deleted ${folders.join(' and ')}. The next npm start begins anew.`);
  return 0;
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say.fail('This deletes all data; say so with --yes.');
    return false;
  }
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await questions.question(`  Delete all data in ${dataDir}? Type yes: `);
  questions.close();
  return answer.trim().toLowerCase() === 'yes';
}
