import type { IncomingHttpHeaders } from 'node:http';
import type { BegunSignIn } from '#process/oidc';
import type { SecretBox } from '#process/secret-box';
import { z } from 'zod';
import type { Cookie } from '../endpoint.ts';

const maxAgeSeconds = 600;

const kept = z.strictObject({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
  providerId: z.uuid(),
  /** ms */
  until: z.number(),
});

/** What of a sign-in that has begun only its browser has: sealed, and good for ten minutes. */
export function createBegunCookie(box: SecretBox, uiOrigin: string) {
  const isSecure = uiOrigin.startsWith('https:');
  const name = isSecure ? '__Host-nixflow_sso' : 'nixflow_sso';
  return {
    keep(begun: BegunSignIn & { readonly providerId: string }): Cookie {
      const until = Date.now() + maxAgeSeconds * 1_000;
      const sealed = box.seal(Buffer.from(JSON.stringify({ ...begun, until })), name);
      return { name, value: sealed.toString('base64url'), maxAgeSeconds, isSecure };
    },
    /** @returns undefined: this browser began nothing, or too long ago */
    read({ cookie = '' }: IncomingHttpHeaders): z.output<typeof kept> | undefined {
      const pair = cookie.split(';').find((one) => one.trim().startsWith(`${name}=`));
      const value = pair?.slice(pair.indexOf('=') + 1).trim();
      if (!value) return undefined;
      try {
        const begun = kept.parse(JSON.parse(box.open(Buffer.from(value, 'base64url'), name).toString()));
        return begun.until > Date.now() ? begun : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
