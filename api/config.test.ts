import { ConfigError } from '#process/config-error';
import { expect, test } from 'vitest';
import { readApiConfig } from './config.ts';

const DATABASE_URL = 'postgresql://u:p@db/nixflow';
const secret = 's'.repeat(32);
const read = (env: Record<string, string> = {}) => readApiConfig({ DATABASE_URL, ...env });

test('on a machine of development only the database has to be named', () => {
  expect(read()).toMatchObject({
    production: false,
    logLevel: 'info',
    port: 3000,
    host: undefined,
    frontendOrigins: ['http://localhost:5173'],
    trustProxy: false,
    drainSeconds: 0,
    database: { url: DATABASE_URL, poolSize: 10 },
    redisUrl: 'redis://127.0.0.1:6379',
    temporal: { address: '127.0.0.1:7233', namespace: 'default', tls: undefined, apiKey: undefined },
  });
});

test('production wants secrets of its own', () => {
  const known = read();
  const production = {
    NODE_ENV: 'production',
    JWT_SECRET: known.jwtSecrets[0],
    ENCRYPTION_KEY: known.encryptionKeys[0],
  };
  expect(() => read(production)).toThrow(ConfigError);
  expect(() => read(production)).toThrow(/ENCRYPTION_KEY: .*\nJWT_SECRET: /);
  const own = { JWT_SECRET: secret, ENCRYPTION_KEY: secret, EMAIL_ATTACHMENTS_DIR: '/data/attachments' };
  expect(read({ NODE_ENV: 'production', ...own })).toMatchObject({
    production: true,
    attachmentsDir: '/data/attachments',
  });
});

test('what the key before wrote can still be read, with a key of today that writes', () => {
  const [today, before] = ['n'.repeat(32), 'o'.repeat(32)];
  expect(read({ ENCRYPTION_KEY: today, ENCRYPTION_KEY_PREVIOUS: before }).encryptionKeys).toEqual([today, before]);
});

test.each([
  ['https://desk.example.com', ['https://desk.example.com']],
  ['https://desk.example.com/', ['https://desk.example.com']],
  ['https://DESK.example.com:443 , http://localhost:5173', ['https://desk.example.com', 'http://localhost:5173']],
])('FRONTEND_URL %s allows exactly %j', (text, origins) => {
  expect(read({ FRONTEND_URL: text }).frontendOrigins).toEqual(origins);
});

test.each([
  '*',
  'desk.example.com',
  'https://a.example/path',
  'https://u:p@a.example',
  'ftp://a.example',
  'https://a,,',
  ',',
])('FRONTEND_URL %s is no list of origins', (text) => {
  expect(() => read({ FRONTEND_URL: text })).toThrow(/^FRONTEND_URL: must be an origin/);
});

test.each([
  ['0', false],
  ['2', 2],
  ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
  ['fd00::/8,192.168.1.1', ['fd00::/8', '192.168.1.1']],
])('TRUST_PROXY %s trusts %j', (text, trusted) => {
  expect(read({ TRUST_PROXY: text }).trustProxy).toEqual(trusted);
});

test.each(['true', 'all', '10', '-1', '10.0.0.0/33', '10.0.0/8', '1.2.3.4/8/8', 'proxy.local', '::/129', ','])(
  'TRUST_PROXY %s is refused',
  (text) => {
    expect(() => read({ TRUST_PROXY: text })).toThrow(/^TRUST_PROXY: must be the number of proxies/);
  },
);
