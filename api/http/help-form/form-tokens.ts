import { randomUUID } from 'node:crypto';
import { FASTEST_FORM_MS, LONGEST_FORM_MS } from '#domain/contracts/help-form';
import { Problem, type FieldError } from '#domain/contracts/problem';
import type { SigningKeys } from '#process/signing-keys';
import { errors, SignJWT } from 'jose';
import { z } from 'zod';

/** A form that somebody has open. */
export interface OpenForm {
  readonly formId: string;
  /** ms */
  readonly openedAt: number;
}

/** Tokens of forms that were opened. */
export interface FormTokens {
  readonly make: () => Promise<string>;
  /**
   * @param place where in the request it was
   * @throws {Problem} `invalid_request`, there: `expired`, or `unknown` if it is none of ours
   */
  readonly read: (token: string, place: TokenPlace) => Promise<OpenForm>;
}

/** Where in a request a token is. */
export type TokenPlace = Pick<FieldError, 'in' | 'pointer'>;

const audience = 'nixflow-help-form';
const claims = z.object({ jti: z.uuid(), openedAt: z.int() });

/** Tokens signed with the session secret, good for half a day, and for nothing else. */
export function formTokens(keys: SigningKeys): FormTokens {
  const options = { audience, requiredClaims: ['exp'] };
  return {
    make: () =>
      keys.sign(
        new SignJWT({ openedAt: Date.now() })
          .setAudience(audience)
          .setJti(randomUUID())
          .setExpirationTime(new Date(Date.now() + LONGEST_FORM_MS)),
      ),
    async read(token, place) {
      const payload = await keys
        .verify(token, options)
        .catch((error: unknown) => refuse(place, error instanceof errors.JWTExpired ? 'expired' : 'unknown'));
      const parsed = claims.safeParse(payload);
      if (!parsed.success) return refuse(place, 'unknown');
      return { formId: parsed.data.jti, openedAt: parsed.data.openedAt };
    },
  };
}

/**
 * Let somebody send a form only after the time that it takes to read it.
 *
 * @throws {Problem} `invalid_request`, at `/token`: `too_soon`, with the seconds until it may be sent
 */
export function requireTimeToRead({ openedAt }: OpenForm): void {
  const waitMs = openedAt + FASTEST_FORM_MS - Date.now();
  if (waitMs > 0) refuse({ in: 'body', pointer: '/token' }, 'too_soon', Math.ceil(waitMs / 1_000));
}

const messages = {
  expired: 'is of a form that was opened too long ago: open another one',
  unknown: 'is not of a form that was opened here: open one',
  too_soon: 'is of a form that was opened a moment ago: send it a little later',
};

function refuse(place: TokenPlace, code: keyof typeof messages, retryAfterSeconds?: number): never {
  const errorsOfToken = [{ ...place, code, message: messages[code] }];
  throw new Problem('invalid_request', {
    errors: errorsOfToken,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
