import { z } from 'zod';
import { STAFF_ROLES } from '../permissions/actor.ts';
import { instant, uuid } from './identifiers.ts';

/** An address as somebody types it to sign in; compared in lower case. Whether it is one, the account says. */
const typedAddress = z.string().trim().toLowerCase().min(1).max(320);
/** Longer ones than any rule allows are not even looked at. */
const typedPassword = z.string().min(1).max(1024);

/** Why a one-time link was made: to set up an installation, after a password was forgotten, to invite a colleague. */
const linkPurpose = z.enum(['set_up', 'reset_password', 'invitation']);
/** See `linkPurpose`. */
export type LinkPurpose = z.infer<typeof linkPurpose>;

/** Whoever is signed in, as their browser knows them. */
export const viewer = z
  .strictObject({
    staffId: uuid,
    name: z.string(),
    email: z.string(),
    role: z.enum(STAFF_ROLES),
    teamIds: z.array(uuid),
    /** Until they chose a password of their own, everything but the session is refused. */
    mustChangePassword: z.boolean(),
  })
  .meta({ id: 'Viewer', description: 'Whoever is signed in.' });
/** See `viewer`. */
export type Viewer = z.infer<typeof viewer>;

/** What signing in takes. */
export const signInRequest = z.strictObject({ email: typedAddress, password: typedPassword });

/** What changing one's password takes. */
export const changePasswordRequest = z.strictObject({ current: typedPassword, new: typedPassword });

/** What using a one-time link takes besides the link. */
export const choosePasswordRequest = z.strictObject({ password: typedPassword });

/** A one-time link that is still good. */
export const oneTimeLinkView = z
  .strictObject({
    purpose: linkPurpose,
    name: z.string(),
    email: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'OneTimeLink', description: 'A link with which somebody chooses a password, once.' });
/** See `oneTimeLinkView`. */
export type OneTimeLinkView = z.infer<typeof oneTimeLinkView>;
