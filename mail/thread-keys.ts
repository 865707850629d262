import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 128 bits: as many as nobody tries out. */
const TOKEN_BYTES = 16;

/** What a token looks like: 128 bits in base32 (RFC 4648 §6), which survives servers that change the case of addresses. */
export const TOKEN = '[a-z2-7]{26}';

/** Keys of tokens, the one that makes them first. See `threadKeys`. */
export type ThreadKeys = readonly [Buffer, ...Buffer[]];

/**
 * The keys of the tokens in our addresses, Message-IDs and loop headers.
 *
 * @param passphrases the encryption keys (`encryptionKeys` in `#process/settings`): the first makes, all of them verify.
 * Each key is HKDF-SHA256 of its passphrase, apart from every other use of it
 */
export function threadKeys(...passphrases: readonly [string, ...string[]]): ThreadKeys {
  const derive = (passphrase: string) => Buffer.from(hkdfSync('sha256', passphrase, '', 'nixflow thread token v1', 32));
  return [derive(passphrases[0]), ...passphrases.slice(1).map(derive)];
}

/**
 * Make a token that only we can make (HMAC-SHA256, cut to 128 bits).
 *
 * @param purpose what it may be used for: a token made for one thing proves nothing else
 */
export function makeToken([key]: ThreadKeys, purpose: string, subject: string): string {
  return sign(key, purpose, subject);
}

/** Whether we made this token, for this; compared in constant time, in any case of letters. */
export function isOurToken(keys: ThreadKeys, purpose: string, subject: string, token: string): boolean {
  const given = Buffer.from(token.toLowerCase());
  const matches = keys.map((key) => {
    const expected = Buffer.from(sign(key, purpose, subject));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true);
}

function sign(key: Buffer, purpose: string, subject: string): string {
  return base32(createHmac('sha256', key).update(`${purpose}\n${subject}`).digest().subarray(0, TOKEN_BYTES));
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}
