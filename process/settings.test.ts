import { expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from './read-config.ts';
import {
  encryptionKeys,
  encryptionSettings,
  logLevel,
  processSettings,
  redisSettings,
  redisUrl,
  temporalAddress,
  temporalSettings,
} from './settings.ts';

const redisOf = (env: Record<string, string>) => redisUrl(readConfig(z.strictObject(redisSettings), env));

test.each([
  [{}, 'redis://127.0.0.1:6379'],
  [{ REDIS_HOST: 'redis', REDIS_PORT: '7000' }, 'redis://redis:7000'],
  [{ REDIS_HOST: '::1' }, 'redis://[::1]:6379'],
  [{ REDIS_URL: 'rediss://cache:6380/2', REDIS_HOST: 'other' }, 'rediss://cache:6380/2'],
  [{ REDIS_URL: 'redis://cache:6380', REDIS_PASSWORD: 'p' }, 'redis://:p@cache:6380'],
  [{ REDIS_URL: 'redis://:own@cache:6380', REDIS_PASSWORD: 'p' }, 'redis://:own@cache:6380'],
])('Redis of %j is at %s', (env, url) => {
  expect(redisOf(env)).toBe(url);
});

test('a password with signs that mean something in a URL arrives as it was given', () => {
  const password = 'a/b:c@d?e#f%20 ü';
  expect(decodeURIComponent(new URL(redisOf({ REDIS_PASSWORD: password })).password)).toBe(password);
});

test('DEBUG is short for LOG_LEVEL=debug, and LOG_LEVEL wins', () => {
  const levelOf = (env: Record<string, string>) => logLevel(readConfig(z.strictObject(processSettings), env));
  expect(levelOf({})).toBe('info');
  expect(levelOf({ DEBUG: 'true' })).toBe('debug');
  expect(levelOf({ DEBUG: 'ioredis:*' })).toBe('info');
  expect(levelOf({ DEBUG: '1', LOG_LEVEL: 'warn' })).toBe('warn');
});

test.each(['http://temporal:7233', 'temporal', 'temporal:', 'a b:7233'])('%s is no address of Temporal', (address) => {
  expect(() => readConfig(z.strictObject(temporalSettings), { TEMPORAL_ADDRESS: address })).toThrow(/host:port/);
});

test('Temporal is where its own tools look for it', () => {
  const settings = readConfig(z.strictObject(temporalSettings), { TEMPORAL_NAMESPACE: 'desk', TEMPORAL_TLS: 'off' });
  expect(temporalAddress(settings)).toMatchObject({ address: '127.0.0.1:7233', namespace: 'desk', tls: false });
});

test('the key of today encrypts; the one before it only opens what is older, and is as long', () => {
  const [today, before] = ['n'.repeat(32), 'o'.repeat(32)];
  const keysOf = (env: Record<string, string>) => encryptionKeys(readConfig(z.strictObject(encryptionSettings), env));
  expect(keysOf({ ENCRYPTION_KEY: today })).toEqual([today]);
  expect(keysOf({ ENCRYPTION_KEY: today, ENCRYPTION_KEY_PREVIOUS: before })).toEqual([today, before]);
  expect(() => keysOf({ ENCRYPTION_KEY: today, ENCRYPTION_KEY_PREVIOUS: 'short' })).toThrow(
    'ENCRYPTION_KEY_PREVIOUS: must have at least 32 characters',
  );
});
