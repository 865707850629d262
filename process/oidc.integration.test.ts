import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { startOidcProvider } from '#testkit/oidc-provider';
import { expect, test } from 'vitest';
import { createOidc } from './oidc.ts';

test('without TLS an issuer is never taken, but on machines of developers', () => {
  expect(createOidc().takes('http://id.example')).toBe(false);
  expect(createOidc().takes('https://id.example')).toBe(true);
  expect(createOidc({ allowsHttp: true }).takes('http://id.example')).toBe(true);
});

test('what publishes a configuration of its own is a provider, and nothing else', async () => {
  const { issuer } = await startOidcProvider();
  const other = createServer((_, response) => void response.end('<p>Welcome'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  atEndOfFile('another server', () => void other.close());
  const at = (port: number) => `http://127.0.0.1:${String(port)}`;
  const oidc = createOidc({ allowsHttp: true });
  await oidc.discover(issuer);
  await expect(oidc.discover(`${issuer}/tenant`)).rejects.toThrow();
  await expect(oidc.discover(at((other.address() as AddressInfo).port))).rejects.toThrow();
  await expect(oidc.discover(at(9))).rejects.toThrow();
  await expect(createOidc().discover(issuer)).rejects.toThrow();
});
