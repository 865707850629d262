import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const [older, newer] = ['an older passphrase of the house', 'a newer passphrase of the house'];
const secret = randomBytes(20);

test('what was sealed opens again, also after a new key was put in front, and never twice alike', () => {
  const sealed = createSecretBox(older).seal(secret, 'totp:a');
  expect(createSecretBox(newer, older).open(sealed, 'totp:a')).toEqual(secret);
  expect(createSecretBox(older).seal(secret, 'totp:a')).not.toEqual(sealed);
  expect(sealed.includes(secret)).toBe(false);
});

test('with another key, for another name, changed in any place or cut it does not open', () => {
  const box = createSecretBox(older);
  const sealed = box.seal(secret, 'totp:a');
  expect(() => createSecretBox(newer).open(sealed, 'totp:a')).toThrow();
  expect(() => box.open(sealed, 'totp:b')).toThrow();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => box.open(changed, 'totp:a')).toThrow();
  }
  expect(() => box.open(sealed.subarray(0, -1), 'totp:a')).toThrow();
});
