import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listMigrations } from './migrations.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, script: string | null): Promise<void> {
  await mkdir(join(folder, name));
  if (script !== null) await writeFile(join(folder, name, 'migration.sql'), script);
}

test('migrations come in the order of their names, whatever the file system says, and files beside them do not count', async () => {
  await write('20260201000000_second', 'SELECT 2;');
  await write('20260101000000_first', 'SELECT 1;');
  await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"');
  const migrations = await listMigrations(pathToFileURL(`${folder}/`));
  expect(migrations.map(({ name }) => name)).toEqual(['20260101000000_first', '20260201000000_second']);
});

test('the checksum is the SHA-256 of the script', async () => {
  await write('20260101000000_first', 'SELECT 1;');
  expect(await listMigrations(pathToFileURL(`${folder}/`))).toEqual([
    {
      name: '20260101000000_first',
      script: 'SELECT 1;',
      checksum: '17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a',
    },
  ]);
});

test('a folder without a script is an error, not a migration that does nothing', async () => {
  await write('20260101000000_forgotten', null);
  await expect(listMigrations(pathToFileURL(`${folder}/`))).rejects.toThrow('20260101000000_forgotten');
});

test('this code has migrations, named as Prisma names them', async () => {
  const names = (await listMigrations()).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^\d{14}_[a-z0-9_]+$/);
});

test('a checkout on any system has the scripts byte by byte: their checksums are in every database', async () => {
  const attributes = await readFile(new URL('../.gitattributes', import.meta.url), 'utf8');
  expect(attributes.split('\n')).toEqual(expect.arrayContaining(['* text=auto eol=lf', '*.sql text eol=lf']));
  for (const { script } of await listMigrations()) expect(script).not.toContain('\r');
});
