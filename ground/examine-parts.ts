import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFingerprint } from './build-fingerprint.ts';
import { examineServers } from './examine-servers.ts';
import { findOnPath } from './find-on-path.ts';
import { findChromium, findDovecot, findJava } from './parts/test-programs.ts';
import { findTimeSkippingServer } from './parts/time-skipping-server.ts';
import { checkout } from './paths.ts';
import { livingRun } from './run-record.ts';
import type { PartState } from './part-state.ts';
import { runFolder } from './servers.ts';
import { installCommand } from './system-packages.ts';

/** Look at every part, without starting or changing any. */
export async function examineParts(): Promise<PartState[]> {
  return [
    { part: 'Node', state: 'found', version: process.versions.node, where: process.execPath, neededFor: 'start' },
    examineBuild(),
    ...(await examineServers()),
    ...(await Promise.all([examineOwn('api', '/api/ready'), examineOwn('worker', '/ready'), examineOwn('ui', '/')])),
    forTests('Chromium', findChromium(), 'chromium', ['--version']),
    forTests('Dovecot', findDovecot(), 'dovecot-imapd', ['--version']),
    forTests('Java', await findJava(), 'default-jre-headless', ['--version']),
    examineTimeSkipping(),
  ];
}

function examineBuild(): PartState {
  const stamp = join(checkout, 'dist', '.fingerprint');
  const common = { part: 'Build', version: '', where: join(checkout, 'dist'), neededFor: 'start' } as const;
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === buildFingerprint();
  return isCurrent
    ? { ...common, state: 'found' }
    : { ...common, state: 'stopped', todo: 'made by the next npm start' };
}

async function examineOwn(name: 'api' | 'worker' | 'ui', path: string): Promise<PartState> {
  const record = livingRun(runFolder, name);
  const common = {
    part: name === 'ui' ? 'UI' : name === 'api' ? 'API' : 'Worker',
    neededFor: 'start',
    version: '',
  } as const;
  if (!record) return { ...common, state: 'stopped', where: '', todo: 'npm start' };
  const url = `http://127.0.0.1:${String(record.ports['http'])}`;
  const where = `${url} (process ${String(record.pid)})`;
  try {
    const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(2000) });
    await answer.body?.cancel();
    if (answer.ok) return { ...common, state: 'healthy', where };
    return {
      ...common,
      state: 'unwell',
      where,
      todo: `${url}${path} answers ${String(answer.status)}: see .data/logs/${name}.log`,
    };
  } catch {
    return { ...common, state: 'unwell', where, todo: `does not answer on ${url}: see .data/logs/${name}.log` };
  }
}

function forTests(part: string, path: string | undefined, packageName: string, versionArgs: string[]): PartState {
  if (path === undefined) {
    const todo = `only tests need it: ${installCommand([packageName])}`;
    return { part, state: 'missing', version: '', where: '', todo, neededFor: 'tests' };
  }
  return { part, state: 'found', version: versionFrom(path, versionArgs), where: path, neededFor: 'tests' };
}

function examineTimeSkipping(): PartState {
  const path = findTimeSkippingServer();
  const common = { part: 'Time-skipping Temporal', version: '', neededFor: 'tests' } as const;
  if (path !== undefined) return { ...common, state: 'found', where: path };
  const how = findOnPath(['mvn']) === undefined ? installCommand(['maven']) : 'npm test fetches it';
  return { ...common, state: 'missing', where: '', todo: `only tests need it: ${how}` };
}

function versionFrom(path: string, args: string[]): string {
  try {
    const output = execFileSync(path, args, { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'pipe'] });
    return /\d+(\.\d+)+/.exec(output)?.[0] ?? '';
  } catch {
    return '';
  }
}
