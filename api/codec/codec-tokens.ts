import type { SigningKeys } from '#process/signing-keys';
import { SignJWT } from 'jose';

/** Tokens that decode payloads for a while. */
export interface CodecTokens {
  readonly make: (staffId: string) => Promise<{ readonly token: string; readonly expiresAt: Date }>;
  readonly isGood: (token: string) => Promise<boolean>;
}

const audience = 'nixflow-codec';
const lastsMs = 3_600_000;

/**
 * Tokens signed with the session secret, each for an hour and for nothing else.
 *
 * @param mayDecode asked at each use: who may no more decodes nothing
 */
export function codecTokens(keys: SigningKeys, mayDecode: (staffId: string) => Promise<boolean>): CodecTokens {
  return {
    async make(staffId) {
      const expiresAt = new Date(Date.now() + lastsMs);
      const token = new SignJWT().setAudience(audience).setSubject(staffId).setExpirationTime(expiresAt);
      return { token: await keys.sign(token), expiresAt };
    },
    async isGood(token) {
      const payload = await keys.verify(token, { audience, requiredClaims: ['exp', 'sub'] }).catch(() => null);
      return payload?.sub !== undefined && mayDecode(payload.sub);
    },
  };
}
