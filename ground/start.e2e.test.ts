import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCookieClient } from '#testkit/cookie-client';
import { testStack } from '#testkit/stack';
import { waitUntil } from '#testkit/wait-until';
import type { PartState } from './part-state.ts';
import { checkout } from './paths.ts';
import { anyFreePort } from './ports.ts';
import { isAlive } from './process-table.ts';
import { livingRun, livingRuns } from './run-record.ts';
import { stopProcess } from './stop-process.ts';

/**
 * The life of an installation as a person sees it, with everything real. A story: each test goes on where the one before
 * it ended.
 */
const bootstrap = join(checkout, 'scripts', 'bootstrap.mjs');
const started: ChildProcess[] = [];
let env: NodeJS.ProcessEnv;
let runFolder = '';
let api = '';
let app = '';

beforeAll(async () => {
  const data = mkdtempSync(join(testStack().dir, 'installation-'));
  runFolder = join(data, 'run');
  const [PORT, UI_PORT, WORKER_PORT, TEMPORAL_UI_PORT] = [await free(), await free(), await free(), await free()];
  const ports = { PORT, UI_PORT, WORKER_PORT, TEMPORAL_UI_PORT, SMTP_LISTEN_PORT: await free() };
  env = { ...process.env, NIXFLOW_DATA: data, NO_COLOR: '1', ...ports };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'TEMPORAL_ADDRESS']) Reflect.deleteProperty(env, name);
  api = `http://127.0.0.1:${PORT}`;
  app = `http://127.0.0.1:${UI_PORT}`;
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await Promise.all(livingRuns(runFolder).map(({ pid }) => stopProcess(pid, [['SIGKILL', 2]])));
});

const free = async () => String(await anyFreePort());

/** Run a command of the bootstrap; `said` grows with what it prints. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [bootstrap, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const output = { stdout: '', said: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.said += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, ended };
}

const until = (what: string, holds: () => boolean, seconds: number) =>
  waitUntil(what, holds, { withinMs: seconds * 1000, everyMs: 50 });

const status = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.status,
    () => 0,
  );
const startAndWait = async () => {
  const installation = run('start');
  const ended = installation.ended.then(() => true);
  const isReady = () => installation.output.said.includes('NixFlow is ready');
  const ready = until('the ready screen', isReady, 150).then(() => false);
  if (await Promise.race([ended, ready])) throw new Error(`It ended:\n${installation.output.said}`);
  return installation;
};
let installation: ReturnType<typeof run>;

/** Never 0, which would be a signal to ourselves. */
function pidOf(name: string): number {
  const record = livingRun(runFolder, name);
  if (!record) throw new Error(`${name} does not run.`);
  return record.pid;
}

test('npm start brings everything up and prints one screen', { timeout: 200_000 }, async () => {
  installation = await startAndWait();
  expect(installation.output.said).toContain(app.replace('127.0.0.1', 'localhost'));
  expect(installation.output.said).toContain('/api/docs');
  expect(await status(`${api}/api/health`)).toBe(200);
  expect(await status(app)).toBe(200);
  expect(await status(`${app}/api/health`)).toBe(200);
});

test('the doctor finds every part healthy', async () => {
  const { output, ended } = run('cli', 'doctor', '--json');
  expect(await ended).toBe(0);
  const parts = JSON.parse(output.stdout) as PartState[];
  const unwell = parts.filter(({ state, neededFor }) => neededFor === 'start' && !['healthy', 'found'].includes(state));
  expect(unwell).toEqual([]);
  expect(parts.map(({ part }) => part)).toEqual(
    expect.arrayContaining(['PostgreSQL', 'Redis', 'Temporal', 'API', 'Worker', 'UI']),
  );
});

test('whoever reads the screen can sign in through the page, and change the password before all else', async () => {
  expect(installation.output.said).toContain('admin@nixflow.com');
  const page = openCookieClient({ api: app, page: app.replace('127.0.0.1', 'localhost') });
  const known = { email: 'admin@nixflow.com', password: 'admin123' };
  const { status, body } = await page.call('POST /session', known);
  expect([status, body.mustChangePassword]).toEqual([201, true]);
  const changed = await page.call('PUT /session/password', { current: known.password, new: 'a password of my own' });
  expect([changed.status, changed.body.mustChangePassword]).toEqual([200, false]);
});

test('the command line of the checkout reaches the database of the installation', async () => {
  const { output, ended } = run('cli', 'user', 'set-up-link', 'ada@example.com');
  expect([await ended, output.stdout]).toEqual([1, '']);
  expect(output.said).toContain('An admin can sign in already');
});

test('a second start says that it runs already, and a reset is refused', async () => {
  const second = run('start');
  expect(await second.ended).toBe(1);
  expect(second.output.said).toContain('NixFlow runs here already');
  const reset = run('cli', 'reset', '--yes');
  expect(await reset.ended).toBe(1);
  expect(existsSync(runFolder)).toBe(true);
});

test('a part that dies is said and started again', async () => {
  const before = pidOf('api');
  process.kill(before, 'SIGKILL');
  await until('api said', () => installation.output.said.includes('api ended unexpectedly'), 10);
  await until('api back', () => installation.output.said.includes('api runs again'), 30);
  expect(await status(`${api}/api/ready`)).toBe(200);
  expect(pidOf('api')).not.toBe(before);
});

test(
  'after its supervisor is killed, the next start takes the servers over and replaces the rest',
  { timeout: 200_000 },
  async () => {
    const before = new Map(livingRuns(runFolder).map(({ name, pid }) => [name, pid]));
    installation.child.kill('SIGKILL');
    await installation.ended;
    installation = await startAndWait();
    expect(installation.output.said.match(/was running, taken over/g)).toHaveLength(3);
    for (const name of ['postgres', 'redis', 'temporal']) expect(pidOf(name)).toBe(before.get(name));
    for (const name of ['api', 'worker', 'ui']) expect(isAlive(before.get(name) ?? -1)).toBe(false);
    expect(await status(`${api}/api/health`)).toBe(200);
  },
);

test('Ctrl-C stops every child, and the data stays', async () => {
  const children = livingRuns(runFolder).filter(({ name }) => name !== 'supervisor');
  expect(children.map(({ name }) => name).sort()).toEqual(['api', 'postgres', 'redis', 'temporal', 'ui', 'worker']);
  installation.child.kill('SIGINT');
  expect(await installation.ended).toBe(0);
  expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
  expect(readdirSync(runFolder)).toEqual([]);
  expect(readFileSync(join(runFolder, '..', 'secrets.json'), 'utf8')).toContain('ENCRYPTION_KEY');
});

test('a terminal that goes away does not keep it from stopping what it started', { timeout: 200_000 }, async () => {
  installation = await startAndWait();
  const children = livingRuns(runFolder);
  expect(children).toHaveLength(7);
  installation.child.stdout.destroy();
  installation.child.stderr.destroy();
  installation.child.kill('SIGHUP');
  await until('all have ended', () => !children.some(({ pid }) => isAlive(pid)), 40);
});

test('a busy port that was asked for names its owner, and nothing stays behind', { timeout: 200_000 }, async () => {
  const server = spawn(process.execPath, [
    '-e',
    `require('net').createServer().listen(${String(env['PORT'])}, '127.0.0.1', () => console.log('up'))`,
  ]);
  started.push(server);
  await once(server.stdout, 'data');
  const refused = run('start');
  expect(await refused.ended).toBe(1);
  expect(refused.output.said).toContain(`API: port ${String(env['PORT'])} is taken by process ${String(server.pid)} (`);
  expect(livingRuns(runFolder)).toEqual([]);
});
