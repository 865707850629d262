import * as client from 'openid-client';
import { z } from 'zod';

/** A provider, as this process is known there. */
export interface OidcRegistration {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** What is kept of a sign-in that has begun; a secret of the browser that began it. */
export interface BegunSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What a provider says of somebody, checked. */
export interface OidcClaims {
  /** Theirs alone, for ever. */
  readonly subject: string;
  /** In lower case; null if it says none, or one that is no address. */
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  readonly all: Readonly<Record<string, unknown>>;
}

/** Signs people in by OpenID Connect. */
export interface Oidc {
  /** Whether an issuer is one that is ever asked: over TLS alone, but on machines of developers. */
  takes(issuer: string): boolean;
  /** See that an issuer publishes its configuration. @throws {Error} it does not, or not in time */
  discover(issuer: string): Promise<void>;
  /** Where the browser is to go, and what is to be kept until it comes back. */
  begin(registration: OidcRegistration): Promise<BegunSignIn & { readonly url: string }>;
  /**
   * Who came back.
   *
   * @param query of the address that the browser came back to
   * @throws {Error} the provider said no, the answer is another sign-in's, or is not what the provider signed
   */
  finish(registration: OidcRegistration, begun: BegunSignIn, query: string): Promise<OidcClaims>;
}

/** How long one answer is waited for: pages wait ten. */
const patienceSeconds = 8;

/** OpenID Connect Core, section 2: at most 255 characters of ASCII. */
const isSubject = (subject: string) => /^[\x20-\x7E]{1,255}$/.test(subject);

const email = z.email().max(254).toLowerCase();
const emailOf = (claim: string | null) => email.safeParse(claim).data ?? null;

/**
 * Authorization code with PKCE, state and nonce (RFC 9700, section 2.1): an answer is taken only by the browser that asked.
 *
 * @param allowsHttp for providers on this machine, in tests
 */
export function createOidc({ allowsHttp = false } = {}): Oidc {
  // The library leaves signatures of what came over TLS alone; we promise that they are checked.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; for providers on this machine alone
  const execute = [client.enableNonRepudiationChecks, ...(allowsHttp ? [client.allowInsecureRequests] : [])];
  const discover = ({ issuer, clientId, clientSecret }: OidcRegistration) =>
    client.discovery(new URL(issuer), clientId, clientSecret, undefined, { timeout: patienceSeconds, execute });
  return {
    takes: (issuer) => allowsHttp || new URL(issuer).protocol === 'https:',
    async discover(issuer) {
      await discover({ issuer, clientId: 'nobody', clientSecret: 'none', redirectUri: '' });
    },
    async begin(registration) {
      const configuration = await discover(registration);
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: registration.redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...{ state, nonce },
      });
      return { state, nonce, verifier, url: url.href };
    },
    async finish(registration, { state, nonce, verifier }, query) {
      const configuration = await discover(registration);
      const answer = new URL(`${registration.redirectUri}?${query.replace(/^\?/, '')}`);
      const tokens = await client.authorizationCodeGrant(configuration, answer, {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider said nothing of who somebody is.');
      if (!isSubject(claims.sub)) throw new Error('The provider names somebody in a way that nobody is named.');
      const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
      return {
        subject: claims.sub,
        email: emailOf(text(claims['email'])),
        isEmailVerified: claims['email_verified'] === true,
        name: text(claims['name']),
        all: claims,
      };
    },
  };
}
