import { z } from 'zod';
import { PERMISSIONS } from '../permissions/permission.ts';
import { instant, uuid } from './identifiers.ts';
import { personName } from './names.ts';

/** A token as its owner sees it: never the secret. */
export const apiTokenView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    /** The last four characters of the secret. */
    hint: z.string(),
    /** Null: whatever its owner may do. */
    permissions: z.array(z.enum(PERMISSIONS)).nullable(),
    mayWrite: z.boolean(),
    createdAt: instant,
    expiresAt: instant,
    /** To the minute; null: never yet. */
    lastUsedAt: instant.nullable(),
    /** From where it was used then. */
    lastAddress: z.string().nullable(),
    /** What the viewer may do with it. */
    may: z.array(z.enum(['end'])),
  })
  .meta({ id: 'ApiToken', description: 'What lets a program in, in somebody’s name.' });
/** See `apiTokenView`. */
export type ApiTokenView = z.infer<typeof apiTokenView>;

/** Somebody's tokens, the newest first. */
export const apiTokenList = z.strictObject({ tokens: z.array(apiTokenView) }).meta({ id: 'ApiTokenList' });

/** A token that was just made. */
export const madeApiToken = z
  .strictObject({
    token: apiTokenView,
    /** To be sent as `Authorization: Bearer …`. Told this once. */
    secret: z.string(),
  })
  .meta({ id: 'MadeApiToken' });

/** A token forgotten in a script should not open anything in two years. */
const LONGEST_DAYS = 366;

/** What making a token takes. */
export const makeApiTokenRequest = z
  .strictObject({
    name: personName,
    /** Of what the owner may do; without it all of it, also what they may later. */
    permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length).nullable().default(null),
    /** Without it the token reads and changes nothing. */
    mayWrite: z.boolean().default(false),
    days: z.int().min(1).max(LONGEST_DAYS).default(90),
  })
  .meta({ id: 'MakeApiToken' });
/** See `makeApiTokenRequest`. */
export type MakeApiTokenRequest = z.output<typeof makeApiTokenRequest>;
