import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands (RFC 6238 with SHA-1, six digits, 30 s). */
const usual = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const issuer = 'NixFlow';
/** One period before and after: clocks of phones, and slow fingers. */
const window = 1;

/** 160 bits, as RFC 4226 recommends. */
export const newTotpSecret = (): Buffer => randomBytes(20);

/** The secret as people type it, and as a picture carries it. */
export function showTotp(secret: Buffer, account: string): { readonly base32: string; readonly url: string } {
  const totp = totpOf(secret, account);
  return { base32: totp.secret.base32, url: totp.toString() };
}

/**
 * The period of which a code is, if it is one of now.
 *
 * @param at ms
 * @returns the number of the period, so that none is used twice; null: it is no code of now
 */
export function periodOfCode(secret: Buffer, code: string, at: number): number | null {
  const delta = /^\d{6}$/.test(code) ? totpOf(secret).validate({ token: code, timestamp: at, window }) : null;
  return delta === null ? null : Math.floor(at / 1_000 / usual.period) + delta;
}

const totpOf = (secret: Buffer, label = '') =>
  new TOTP({ ...usual, issuer, label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) });
