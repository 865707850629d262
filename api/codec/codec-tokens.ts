import { jwtVerify, SignJWT } from 'jose';

/** Tokens that decode payloads for a while. */
export interface CodecTokens {
  readonly make: (staffId: string) => Promise<{ readonly token: string; readonly expiresAt: Date }>;
  readonly isGood: (token: string) => Promise<boolean>;
}

const audience = 'nixflow-codec';
const lastsMs = 3_600_000;

/**
 * Tokens signed with the session secret (HS256, no other algorithm), each for an hour and for nothing else.
 *
 * @param isAdmin asked at each use: who is no admin any more decodes nothing
 */
export function codecTokens(secret: string, isAdmin: (staffId: string) => Promise<boolean>): CodecTokens {
  const key = new TextEncoder().encode(secret);
  return {
    async make(staffId) {
      const expiresAt = new Date(Date.now() + lastsMs);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setSubject(staffId)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt };
    },
    async isGood(token) {
      const options = { algorithms: ['HS256'], audience, requiredClaims: ['exp', 'sub'] };
      const verified = await jwtVerify(token, key, options).catch(() => null);
      return verified?.payload.sub !== undefined && isAdmin(verified.payload.sub);
    },
  };
}
