import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { givenServers, withoutOurServers } from './given-settings.ts';

const fileWith = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'nixflow-given-')), 'value');
  writeFileSync(file, `${text}\n`);
  return file;
};

test('nothing is given: all three are ours', () => {
  expect(givenServers({ PATH: '/bin', DATABASE_URL: '' })).toEqual({});
});

test('servers are given by URL, by host and port, by file, and with what a cloud asks for', () => {
  expect(givenServers({ DATABASE_URL_FILE: fileWith('postgresql://a:b@db:5432/desk') })).toEqual({
    databaseUrl: 'postgresql://a:b@db:5432/desk',
  });
  expect(givenServers({ REDIS_HOST: 'cache', REDIS_PORT: '6380', REDIS_PASSWORD: 'p' })).toEqual({
    redisUrl: 'redis://:p@cache:6380',
  });
  expect(
    givenServers({ TEMPORAL_ADDRESS: 'cloud:7233', TEMPORAL_API_KEY: 'k', TEMPORAL_NAMESPACE: 'n' }),
  ).toMatchObject({
    temporal: { address: 'cloud:7233', apiKey: 'k', namespace: 'n' },
  });
});

test('a setting that cannot be is refused in words', () => {
  expect(() => givenServers({ DATABASE_URL: 'mysql://a@b/c' })).toThrow('DATABASE_URL: must be a URL like');
});

test('what is left of settings for a server of ours does not reach our processes', () => {
  const env = {
    PATH: '/bin',
    DATABASE_DIRECT_URL: 'postgresql://other/db',
    REDIS_PASSWORD: 'p',
    TEMPORAL_TLS_FILE: '/x',
  };
  expect(withoutOurServers({}, env)).toEqual({ PATH: '/bin' });
});

test('a direct URL beside a database of the person stays', () => {
  const env = { DATABASE_URL: 'postgresql://a/b', DATABASE_DIRECT_URL: 'postgresql://c/b' };
  expect(withoutOurServers({ databaseUrl: 'postgresql://a/b' }, env)).toEqual(env);
});
