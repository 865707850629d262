import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStack } from '#testkit/stack';
import { postgresHome } from '../places.ts';
import { anyFreePort } from '../ports.ts';
import { isAlive } from '../process-table.ts';
import { forgetRun } from '../run-record.ts';
import { stopProcess } from '../stop-process.ts';
import { startPostgres, stopPostgres, type PostgresPlace, type PostgresServer } from './postgres.ts';

let place: PostgresPlace;
let server: PostgresServer;

beforeAll(async () => {
  const folder = mkdtempSync(join(testStack().dir, 'own-postgres-'));
  const log = join(folder, 'postgres.log');
  place = { ...postgresHome(folder), runFolder: join(folder, 'run'), log, choosePort: anyFreePort };
  // What a first start leaves that was killed while it made the cluster.
  mkdirSync(join(place.home, 'data.making'), { recursive: true });
  writeFileSync(join(place.home, 'data.making', 'half'), '');
  server = await startPostgres(place);
});
afterAll(async () => {
  await stopProcess(server.record.pid, stopPostgres);
});

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

test('the first start makes a cluster in UTF-8 that lets nobody in without the password', async () => {
  expect(server.adopted).toBe(false);
  expect(await query(server.url, 'show server_encoding')).toBe('UTF8');
  const url = new URL(server.url);
  url.password = 'wrong';
  await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('a second start takes the running server over', async () => {
  const second = await startPostgres(place);
  expect(second).toMatchObject({ adopted: true, url: server.url });
  expect(second.record.pid).toBe(server.record.pid);
});

test('a running server is found by its own lock file when our record is lost', async () => {
  forgetRun(place.runFolder, 'postgres');
  const found = await startPostgres(place);
  expect(found.adopted).toBe(true);
  expect(found.record.pid).toBe(server.record.pid);
});

test('after a kill the next start brings the data back, in spite of the lock file it left', async () => {
  await query(server.url, `create table kept as select 'yes' as answer`);
  process.kill(server.record.pid, 'SIGKILL');
  server = await startPostgres(place);
  expect(server.adopted).toBe(false);
  expect(await query(server.url, 'select answer from kept')).toBe('yes');
});

test('a lock file whose process id belongs to another program now does not keep it from starting', async () => {
  await stopProcess(server.record.pid, stopPostgres);
  forgetRun(place.runFolder, 'postgres');
  writeFileSync(join(place.home, 'data', 'postmaster.pid'), `${String(process.pid)}\n${place.home}/data\n0\n5432\n`);
  server = await startPostgres(place);
  expect(server.adopted).toBe(false);
  expect(isAlive(server.record.pid)).toBe(true);
});

test('a server that does not answer any more is stopped and started anew', async () => {
  process.kill(server.record.pid, 'SIGSTOP');
  const frozen = server.record.pid;
  server = await startPostgres(place);
  expect(server.record.pid).not.toBe(frozen);
  expect(isAlive(frozen)).toBe(false);
  expect(await query(server.url, 'select answer from kept')).toBe('yes');
});

test('a cluster that lacks a part is left as it is, and works again when the part is back', async () => {
  await stopProcess(server.record.pid, stopPostgres);
  const data = join(place.home, 'data');
  renameSync(join(data, 'PG_VERSION'), join(place.home, 'PG_VERSION'));
  await expect(startPostgres(place)).rejects.toThrow('PG_VERSION is missing. Bring it back from a backup');
  renameSync(join(place.home, 'PG_VERSION'), join(data, 'PG_VERSION'));
  renameSync(join(place.home, 'password'), join(place.home, 'kept'));
  await expect(startPostgres(place)).rejects.toThrow('password is missing');
  writeFileSync(join(place.home, 'password'), 'another');
  await expect(startPostgres(place)).rejects.toThrow('PostgreSQL refuses the password in');
  renameSync(join(place.home, 'kept'), join(place.home, 'password'));
  server = await startPostgres(place);
  expect(await query(server.url, 'select answer from kept')).toBe('yes');
});
