import { errors, jwtVerify, type JWTPayload, type JWTVerifyOptions, type SignJWT } from 'jose';

/** Signs tokens and reads them again, over a change of the secret. */
export interface SigningKeys {
  readonly sign: (token: SignJWT) => Promise<string>;
  /**
   * What a token says.
   *
   * @throws {errors.JOSEError} it was signed by nobody of us, or `options` do not let it pass
   */
  readonly verify: (token: string, options: Omit<JWTVerifyOptions, 'algorithms'>) => Promise<JWTPayload>;
}

/**
 * HS256 and no other algorithm, by secrets of ours alone: what a token's header names is not looked at.
 *
 * @param secrets the first signs, all of them verify
 */
export function signingKeys(...secrets: readonly [string, ...string[]]): SigningKeys {
  const keys = secrets.map((secret) => new TextEncoder().encode(secret));
  const [current = new Uint8Array()] = keys;
  return {
    sign: (token) => token.setProtectedHeader({ alg: 'HS256' }).sign(current),
    async verify(token, options) {
      let failure: unknown = new errors.JWSSignatureVerificationFailed();
      for (const key of keys) {
        try {
          return (await jwtVerify(token, key, { ...options, algorithms: ['HS256'] })).payload;
        } catch (error) {
          failure = error;
          if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
        }
      }
      throw failure;
    },
  };
}
