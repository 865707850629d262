import { changeProvider, createProvider, deleteProvider } from '#commands/people/sso/change-provider';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import {
  identityProviderList,
  changeIdentityProviderRequest,
  identityProviderRequest,
  identityProviderView,
  type IdentityProviderView,
} from '#domain/contracts/sso';
import type { Actor } from '#domain/permissions/actor';
import { may, mayAll } from '#domain/permissions/permission';
import type { Oidc } from '#process/oidc';
import type { SecretBox } from '#process/secret-box';
import { identityProviders, type IdentityProvider } from '#store/people/identity-providers';
import { roles } from '#store/people/roles';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { requireProvider } from './require-provider.ts';
import { redirectUriOf } from './sso-endpoints.ts';

/** What the endpoints of providers reach. */
export interface ProviderDoor extends AdminDoor {
  readonly box: SecretBox;
  readonly oidc: Oidc;
  /** The origin of the UI. */
  readonly uiOrigin: string;
}

const ofProvider = z.strictObject({ providerId: anyCaseUuid });

/** The endpoints of identity providers, for whoever manages people. */
export function providerEndpoints(door: ProviderDoor): Endpoint[] {
  const { pool, box, oidc, uiOrigin, readActor } = door;
  const redirectUri = redirectUriOf(uiOrigin);
  /** Nobody else has us ask some address. */
  const requireManager = (actor: Actor) => {
    if (!may(actor, 'people.manage')) throw new Problem('forbidden');
  };
  // Nobody changes one that gives more than they have, also when it gives it no more.
  const presentTo = async (viewer: Actor) => {
    const all = await roles.list(pool);
    const mayGive = (code: string) => mayAll(viewer, all.find((role) => role.code === code)?.permissions ?? []);
    return ({ clientSecret: _, roleByGroup, domains, ...shown }: IdentityProvider): IdentityProviderView => {
      const given = [
        ...roleByGroup.map(({ role }) => role),
        ...(shown.defaultRole === null ? [] : [shown.defaultRole]),
      ];
      const mayChange = may(viewer, 'people.manage') && given.every(mayGive);
      return {
        ...{ ...shown, roleByGroup: [...roleByGroup], domains: [...domains], redirectUri },
        may: mayChange ? ['change', 'delete'] : [],
      };
    };
  };
  return [
    endpoint({
      method: 'get',
      path: '/identity-providers',
      summary: 'Who tells us who somebody is',
      readActor,
      reply: identityProviderList,
      problems: ['forbidden'],
      async handle(_, { actor }) {
        requireManager(actor);
        return { providers: (await identityProviders.list(pool)).map(await presentTo(actor)), redirectUri };
      },
    }),
    endpoint({
      method: 'post',
      path: '/identity-providers',
      summary: 'Enter an identity provider (OpenID Connect)',
      description:
        'No two have one name, whatever its case. Nobody has it give a role that allows more than their own. Its configuration is asked for first: an issuer that does ' +
        'not publish one is a mistake in the field.',
      readActor,
      body: identityProviderRequest,
      reply: identityProviderView,
      status: 201,
      problems: ['forbidden', 'unknown_reference', 'not_possible'],
      async handle({ body }, context) {
        requireManager(context.actor);
        await requireProvider(oidc, body.issuer, context.logger);
        const made = await createProvider(adminContextOf(door, context), { ...body, box });
        return (await presentTo(context.actor))(made);
      },
    }),
    endpoint({
      method: 'put',
      path: '/identity-providers/:providerId',
      summary: 'Change an identity provider',
      description:
        'No two have one name. Without `clientSecret` it keeps the one it has. Another `issuer` needs its own, and knows nobody at first: whom ' +
        'the one before meant is found by the address again. It is asked for its configuration first if it is another, or is ' +
        'offered again. Moved or not offered any more, it ends the sessions it opened.',
      readActor,
      params: ofProvider,
      body: changeIdentityProviderRequest,
      reply: identityProviderView,
      problems: ['forbidden', 'not_found', 'unknown_reference', 'not_possible', 'stale'],
      async handle({ params: { providerId: id }, body }, context) {
        requireManager(context.actor);
        const before = await identityProviders.find(pool, id);
        const isNew = before?.issuer !== body.issuer || (!before.isActive && body.isActive);
        if (before && isNew) await requireProvider(oidc, body.issuer, context.logger);
        const changed = await changeProvider(adminContextOf(door, context), { ...body, id, box });
        return (await presentTo(context.actor))(changed);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/identity-providers/:providerId',
      summary: 'Forget an identity provider',
      description: 'Whoever signed in by it alone needs a link to choose a password. The sessions end that it opened.',
      readActor,
      params: ofProvider,
      problems: ['forbidden', 'not_found', 'not_possible'],
      async handle({ params: { providerId: id } }, context) {
        await deleteProvider(adminContextOf(door, context), { id });
        return undefined;
      },
    }),
  ];
}
