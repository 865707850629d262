import { createHash, randomBytes } from 'node:crypto';

/** A secret that is handed out once, and what is kept of it. */
export interface SecretToken {
  /** 256 random bits in base64url, 43 characters. Never stored, never logged. */
  readonly token: string;
  /** Its SHA-256. A slow hash is for passwords: nobody guesses 256 bits. */
  readonly hash: Buffer;
}

const form = /^[\w-]{43}$/;

/** Make a secret of its own for a session or a link. */
export function newSecretToken(): SecretToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest() };
}

/**
 * What would be kept of a token that somebody shows; null if it is none of ours whatever it is.
 *
 * Looking up the hash instead of the token, an index tells nobody by its timing how near a guess was.
 */
export function hashOfToken(token: string): Buffer | null {
  return form.test(token) ? createHash('sha256').update(token).digest() : null;
}
