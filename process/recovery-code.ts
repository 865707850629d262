import { createHash, randomInt } from 'node:crypto';

/** Without what is mistaken for another when it is read aloud or written by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 16;
const count = 10;

/** Ten codes of some 79 random bits each, in fours, as people write them down. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: count }, () => {
    const code = Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
    return code.replaceAll(/(.{4})(?=.)/g, '$1-');
  });

/**
 * What is kept of a recovery code, however somebody typed it; null if it has not the form of one.
 *
 * A fast hash is enough: nobody tries out 79 bits.
 */
export function hashOfRecoveryCode(typed: string): Buffer | null {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  if (code.length !== length || !Array.from(code).every((letter) => letters.includes(letter))) return null;
  return createHash('sha256').update(code).digest();
}
