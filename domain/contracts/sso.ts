import { z } from 'zod';
import { withWhatWasSeen } from './as-seen.ts';
import { hostName } from './customer.ts';
import { anyCaseUuid, uuid } from './identifiers.ts';
import { personName } from './names.ts';
import { roleCode } from './role.ts';

/** By whom people can sign in besides a password. */
export const signInProviders = z
  .strictObject({ providers: z.array(z.strictObject({ id: uuid, name: z.string() })) })
  .meta({ id: 'SignInProviders' });

/** Where somebody begins to sign in by a provider. */
export const beginSsoRequest = z.strictObject({ providerId: anyCaseUuid }).meta({ id: 'BeginSso' });

/** Where the browser goes to be asked who it is. */
export const begunSso = z.strictObject({ url: z.string() }).meta({ id: 'BegunSso' });

/** What the provider sent the browser back with: the query of the address, as it is. */
export const finishSsoRequest = z.strictObject({ query: z.string().min(1).max(8_000) }).meta({ id: 'FinishSso' });

const groupRole = z.strictObject({ group: z.string().trim().min(1).max(200), role: roleCode });

/** A provider, as whoever manages people sees it: never its secret. */
export const identityProviderView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    groupsClaim: z.string(),
    roleByGroup: z.array(groupRole),
    defaultRole: roleCode.nullable(),
    /** From which domains of mail people are let in; empty: from any. */
    domains: z.array(z.string()),
    isActive: z.boolean(),
    /** What the provider must be told: it sends browsers nowhere else. */
    redirectUri: z.string(),
    /** What the viewer may do with it. */
    may: z.array(z.enum(['change', 'delete'])),
  })
  .meta({ id: 'IdentityProvider', description: 'Who tells NixFlow who somebody is (OpenID Connect).' });
/** See `identityProviderView`. */
export type IdentityProviderView = z.infer<typeof identityProviderView>;

/** All of them, by name. */
export const identityProviderList = z
  .strictObject({
    providers: z.array(identityProviderView),
    /** What a provider must be told before it is entered: it sends browsers nowhere else. */
    redirectUri: z.string(),
  })
  .meta({ id: 'IdentityProviderList' });

/** A provider as somebody enters it. */
export const identityProviderRequest = z
  .strictObject({
    name: personName,
    /** Its configuration is looked for below it (OpenID Connect Discovery, section 4). */
    issuer: z.url({ protocol: /^https?$/ }).max(500),
    clientId: z.string().trim().min(1).max(500),
    /** Left out when one is changed: it stays. */
    clientSecret: z.string().min(1).max(2_000).optional(),
    groupsClaim: z.string().trim().min(1).max(100).default('groups'),
    roleByGroup: z.array(groupRole).max(100).default([]),
    defaultRole: roleCode.nullable().default(null),
    /** Whoever has a verified address of none of them is not let in; empty: nobody is asked. */
    domains: z.array(hostName).max(100).default([]),
    isActive: z.boolean().default(true),
  })
  .meta({ id: 'IdentityProviderRequest' });
/** See `identityProviderRequest`. */
export type IdentityProviderRequest = z.output<typeof identityProviderRequest>;

/** A provider as somebody changes it. */
export const changeIdentityProviderRequest = withWhatWasSeen(
  identityProviderRequest,
  identityProviderRequest.omit({ clientSecret: true }),
).meta({ id: 'ChangeIdentityProvider' });
/** See `changeIdentityProviderRequest`. */
export type ChangeIdentityProviderRequest = z.output<typeof changeIdentityProviderRequest>;
