import { signInByProvider } from '#commands/people/sso/sign-in-by-provider';
import { secretOfProvider } from '#commands/people/sso/secret-of-provider';
import { Problem } from '#domain/contracts/problem';
import { viewer } from '#domain/contracts/session';
import { beginSsoRequest, begunSso, finishSsoRequest, signInProviders } from '#domain/contracts/sso';
import type { Oidc, OidcRegistration } from '#process/oidc';
import { identityProviders, type IdentityProvider } from '#store/people/identity-providers';
import { endpoint, ReplyWithCookie, type Endpoint } from '../endpoint.ts';
import { browserOf, type SessionDoor } from '../session/session-door.ts';
import { createBegunCookie } from './begun-cookie.ts';

/** What signing in by a provider reaches. */
export interface SsoDoor extends SessionDoor {
  readonly oidc: Oidc;
  /** The origin of the UI, to which providers send browsers back. */
  readonly uiOrigin: string;
}

/** Where providers send browsers back to. */
export const redirectUriOf = (uiOrigin: string) => `${uiOrigin}/sign-in/sso`;

/** The endpoints of signing in by a provider: which there are, going there, and coming back. */
export function ssoEndpoints(door: SsoDoor): Endpoint[] {
  const { pool, box, oidc, uiOrigin, cookie, endSocketsOf } = door;
  const begun = createBegunCookie(box, uiOrigin);
  const registrationOf = ({ id, issuer, clientId, clientSecret }: IdentityProvider): OidcRegistration => ({
    ...{ issuer, clientId, redirectUri: redirectUriOf(uiOrigin) },
    clientSecret: secretOfProvider.open(box, id, clientSecret),
  });
  const findActive = async (id: string) => {
    const provider = await identityProviders.find(pool, id);
    if (!provider?.isActive) throw new Problem('not_found');
    return provider;
  };
  return [
    endpoint({
      method: 'get',
      path: '/session/sso',
      summary: 'By whom one can sign in besides a password',
      reply: signInProviders,
      async handle() {
        const all = await identityProviders.list(pool);
        return { providers: all.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/sso',
      summary: 'Begin to sign in by a provider',
      description:
        'The browser goes to `url`, and comes back to `/sign-in/sso` of the UI. Good for ten minutes, in this browser.',
      body: beginSsoRequest,
      reply: begunSso,
      problems: ['not_found', 'not_possible', 'secret_unreadable'],
      async handle({ body: { providerId } }, { logger }) {
        const provider = await findActive(providerId);
        const registration = registrationOf(provider);
        const { url, ...kept } = await oidc.begin(registration).catch((error: unknown) => {
          logger.warn({ err: error, providerId }, 'An identity provider cannot be asked.');
          throw new Problem('not_possible', { detail: `${provider.name} does not answer.` });
        });
        return new ReplyWithCookie(begun.keep({ ...kept, providerId }), { url });
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/sso/answer',
      summary: 'Come back from a provider',
      description:
        'Opens a session for whoever the provider says it is. Without an account, with an address that the provider has not ' +
        'verified, or in none of the groups that are let in, it is `wrong_credentials`. Another role than before ends ' +
        'the sessions there were.',
      body: finishSsoRequest,
      reply: viewer,
      status: 201,
      problems: ['wrong_credentials', 'not_found', 'secret_unreadable'],
      async handle({ body: { query } }, { caller, logger, requestId }) {
        const kept = begun.read(caller.headers);
        if (!kept) throw new Problem('wrong_credentials');
        const provider = await findActive(kept.providerId);
        const registration = registrationOf(provider);
        const claims = await oidc.finish(registration, kept, query).catch((error: unknown) => {
          // Never what came: it may be a code that is still good.
          logger.warn({ err: error, providerId: provider.id }, 'An answer of an identity provider was not taken.');
          throw new Problem('wrong_credentials');
        });
        const input = {
          provider,
          claims,
          browser: browserOf(caller),
          replaces: cookie.read(caller.headers),
          requestId,
        };
        const opened = await signInByProvider({ pool }, input);
        if (opened.endedSessions) endSocketsOf({ staffId: opened.viewer.staffId });
        return new ReplyWithCookie(cookie.keep(opened.token), opened.viewer);
      },
    }),
  ];
}
