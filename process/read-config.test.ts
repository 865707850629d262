import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';
import { databaseSettings, encryptionSettings, port } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'nixflow-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function linesOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  throw new Error('It was accepted.');
}

const schema = z.strictObject({ ...databaseSettings, ...encryptionSettings, PORT: port });
const url = 'postgresql://u:p@db/nixflow';
const key = 'k'.repeat(32);

test('all that is wrong is said at once, a line each, without any value', () => {
  const lines = linesOf(() =>
    readConfig(schema, { DATABASE_URL: 'mysql://canary@x', DATABASE_POOL_SIZE: 'canary', ENCRYPTION_KEY: 'canary' }),
  );
  expect(lines).toEqual([
    'DATABASE_URL: must be a URL like postgresql://user:password@host:5432/database',
    'DATABASE_POOL_SIZE: must be a whole number from 1 to 200',
    'ENCRYPTION_KEY: must have at least 32 characters',
    'PORT: is not set (give PORT or PORT_FILE)',
  ]);
});

test('wrong files and wrong values are said together', () => {
  const lines = linesOf(() =>
    readConfig(schema, { DATABASE_URL_FILE: join(folder, 'none'), PORT: '80', PORT_FILE: file('port', '81') }),
  );
  expect(lines).toEqual([
    'DATABASE_URL: the file that DATABASE_URL_FILE names cannot be read (ENOENT)',
    'PORT: is set twice, by PORT and by PORT_FILE; keep one',
  ]);
});

test('a secret comes from a file, less the one newline that editors add', () => {
  const read = (text: string) =>
    readConfig(schema, { DATABASE_URL: url, PORT: '1', ENCRYPTION_KEY_FILE: file('key', text) }).ENCRYPTION_KEY;
  expect(read(`${key}\n`)).toBe(key);
  expect(read(`${key}\r\n`)).toBe(key);
  expect(read(` ${key}\n\n`)).toBe(` ${key}\n`);
});

test('an empty value is no value, for the setting and for its file', () => {
  const config = readConfig(schema, {
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: '',
    PORT: '',
    PORT_FILE: file('port2', '3000\n'),
    ENCRYPTION_KEY_FILE: '',
  });
  expect(config).toMatchObject({ DATABASE_POOL_SIZE: 10, PORT: 3000 });
});

test('production has no secret of ours: it must be set, and not to the value everybody knows', () => {
  const known = readConfig(schema, { DATABASE_URL: url, PORT: '1' }).ENCRYPTION_KEY;
  const production = { DATABASE_URL: url, PORT: '1', NODE_ENV: 'production' };
  expect(linesOf(() => readConfig(schema, production))).toEqual([
    'ENCRYPTION_KEY: is not set (give ENCRYPTION_KEY or ENCRYPTION_KEY_FILE)',
  ]);
  expect(linesOf(() => readConfig(schema, { ...production, ENCRYPTION_KEY: known }))[0]).toMatch(/everybody knows/);
  expect(readConfig(schema, { ...production, ENCRYPTION_KEY: key }).ENCRYPTION_KEY).toBe(key);
});
