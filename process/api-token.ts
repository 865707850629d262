import { createHash, randomBytes } from 'node:crypto';

/** A secret that lets a program in, and what is kept of it. */
export interface NewApiToken {
  /** `nixf_` and 256 random bits in base64url. Never stored, never logged. */
  readonly secret: string;
  /** Its SHA-256. */
  readonly hash: Buffer;
  /** Its last four characters. */
  readonly hint: string;
}

/** By it programs that look for forgotten secrets know ours. */
const prefix = 'nixf_';
const form = /^nixf_[\w-]{43}$/;

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Make a token for a program. */
export function newApiToken(): NewApiToken {
  const secret = prefix + randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret), hint: secret.slice(-4) };
}

/** What would be kept of a token that somebody shows; null if it has not the form of one. */
export const hashOfApiToken = (secret: string): Buffer | null => (form.test(secret) ? hashOf(secret) : null);
