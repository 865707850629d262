import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { signingKeys } from './signing-keys.ts';

const [old, today, strange] = [
  'the secret before, of at least 32 characters',
  'the secret of today, of at least 32 chars',
  'a secret of nobody, of at least 32 characters',
] as const;
const options = { audience: 'us' };
const draft = () => new SignJWT({ n: 1 }).setAudience('us').setExpirationTime('1 h');
const keys = signingKeys(today, old);

test('what the secret before signed is read until it is dropped, and only today’s signs', async () => {
  const before = await signingKeys(old).sign(draft());
  expect(await keys.verify(before, options)).toMatchObject({ n: 1 });
  await expect(signingKeys(today).verify(before, options)).rejects.toThrow();
  await expect(signingKeys(old).verify(await keys.sign(draft()), options)).rejects.toThrow();
});

describe('a token is refused', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signedByHand = (header: object, secret: string) => {
    const text = `${part(header)}.${part({ n: 1, aud: 'us', exp: Math.floor(Date.now() / 1_000) + 60 })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };

  test.each<[string, () => Promise<string> | string]>([
    ['that a strange secret signed', () => signingKeys(strange).sign(draft())],
    ['without a signature', () => new UnsecuredJWT({ n: 1 }).setAudience('us').encode()],
    ['that says “none” and is signed', () => signedByHand({ alg: 'none' }, today)],
    ['of RSA', () => draft().setProtectedHeader({ alg: 'RS256' }).sign(privateKey)],
    ['of HS512', () => draft().setProtectedHeader({ alg: 'HS512' }).sign(new TextEncoder().encode(today))],
    ['signed with a public key as if it were a secret', () => signedByHand({ alg: 'HS256' }, pem)],
    ['whose header names a key', () => signedByHand({ alg: 'HS256', kid: '../../dev/null' }, '')],
    ['whose header brings its key', () => signedByHand({ alg: 'HS256', jwk: { kty: 'oct', k: 'AA' } }, '\0')],
    ['of another audience', () => keys.sign(draft().setAudience('others'))],
    ['that is over', () => keys.sign(draft().setExpirationTime(new Date(Date.now() - 1_000)))],
    ['that is none', () => 'not.a.token'],
    ['that is nothing', () => ''],
  ])('%s', async (_, make) => {
    await expect(keys.verify(await make(), options)).rejects.toThrow();
  });
});
