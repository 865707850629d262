import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isAlive, startOf } from '../process-table.ts';
import { livingRun, rememberRun } from '../run-record.ts';
import { Supervisor, type Service, type StopRank } from './supervisor.ts';

const runFolder = mkdtempSync(join(tmpdir(), 'nixflow-supervise-'));
const quickly = [
  ['SIGTERM', 2],
  ['SIGKILL', 2],
] as const;

/** A service that really is a process; each start counts. */
function countingService(name: string, starts: { count: number }): Service {
  return {
    name,
    start: () => {
      starts.count++;
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
      const pid = child.pid ?? 0;
      const record = { name, pid, start: startOf(pid) ?? '', ports: {}, fingerprint: '' };
      rememberRun(runFolder, record);
      return Promise.resolve(record);
    },
  };
}

async function until(holds: () => boolean, seconds = 10): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not come to hold in time.');
    await wait(20);
  }
}

test('a service that is killed is started again, and stopping ends it for good', async () => {
  const supervisor = new Supervisor(runFolder);
  const starts = { count: 0 };
  const first = await supervisor.keep(countingService('api', starts));
  const watching = supervisor.watch();
  process.kill(first.pid, 'SIGKILL');
  await until(() => starts.count === 2);
  const second = livingRun(runFolder, 'api');
  expect(second?.pid).not.toBe(first.pid);
  const ranks: StopRank[] = [{ api: quickly }];
  await supervisor.stop(ranks);
  await watching;
  expect(second && isAlive(second.pid)).toBe(false);
  await wait(1500);
  expect(starts.count).toBe(2);
});

test('a process that was still being started when all is stopped does not stay behind', async () => {
  const supervisor = new Supervisor(runFolder);
  const starts = { count: 0 };
  const service = countingService('worker', starts);
  const slow: Service = { name: 'worker', start: () => wait(500).then(() => service.start()) };
  const keeping = supervisor.keep(slow).catch(() => undefined);
  await supervisor.stop([{ worker: quickly }]);
  await keeping;
  expect(starts.count).toBe(1);
  expect(livingRun(runFolder, 'worker')).toBeUndefined();
  await expect(supervisor.keep(service)).rejects.toThrow('Stopping.');
});
