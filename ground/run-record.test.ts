import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, startOf } from './process-table.ts';
import { livingRun, livingRuns, rememberRun } from './run-record.ts';
import { stopProcess } from './stop-process.ts';

let folder = '';
const started: number[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nixflow-run-'));
});
afterEach(() => {
  for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

async function startProcess(script: string): Promise<{ pid: number; start: string }> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  started.push(pid);
  return { pid, start: startOf(pid) ?? '' };
}

const idle = 'console.log("up"); setInterval(() => {}, 1000)';
const recordOf = (name: string, { pid, start }: { pid: number; start: string }) => ({
  name,
  pid,
  start,
  ports: { http: 1 },
  fingerprint: '',
});

test('a living process is found by its record, a dead one is not', async () => {
  const child = await startProcess(idle);
  rememberRun(folder, recordOf('api', child));
  expect(livingRun(folder, 'api')?.pid).toBe(child.pid);
  expect(await stopProcess(child.pid, [['SIGKILL', 2]])).toBe(true);
  expect(livingRun(folder, 'api')).toBeUndefined();
  expect(livingRuns(folder)).toEqual([]);
});

test('a later process that got the same id is not taken for the one of the record', async () => {
  const child = await startProcess(idle);
  rememberRun(folder, recordOf('api', { pid: child.pid, start: '1' }));
  expect(livingRun(folder, 'api')).toBeUndefined();
});

test('a process that ignores SIGTERM is killed when its time is over', async () => {
  const child = await startProcess(`process.on("SIGTERM", () => {}); ${idle}`);
  const began = Date.now();
  const isGone = await stopProcess(child.pid, [
    ['SIGTERM', 0.3],
    ['SIGKILL', 2],
  ]);
  expect(isGone).toBe(true);
  expect(Date.now() - began).toBeGreaterThanOrEqual(300);
});

test('stopping what is gone already succeeds', async () => {
  expect(await stopProcess(2 ** 22 + 1, [['SIGTERM', 1]])).toBe(true);
});

test.for(['{}', '42', '[]', 'null', '{"pid":0,"start":"1","name":"api","ports":{}}', '{"pid":', ''])(
  'a file that holds %j is no record of anything',
  (text) => {
    writeFileSync(join(folder, 'supervisor.json'), text);
    expect(livingRun(folder, 'supervisor')).toBeUndefined();
  },
);
