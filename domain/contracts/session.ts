import { z } from 'zod';
import { PERMISSIONS } from '../permissions/permission.ts';
import { instant, uuid } from './identifiers.ts';

/** An address as somebody types it to sign in; compared in lower case. Whether it is one, the account says. */
const typedAddress = z.string().trim().toLowerCase().min(1).max(320);
/** Longer ones than any rule allows are not even looked at. */
const typedPassword = z.string().min(1).max(1024);

/** A code as somebody types it, with blanks or hyphens. */
const typedCode = z.string().trim().min(1).max(64);

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
    role: z.strictObject({ code: z.string(), name: z.string() }),
    /** What the role allows: the page offers nothing else. */
    permissions: z.array(z.enum(PERMISSIONS)),
    teamIds: z.array(uuid),
    /** Until they chose a password of their own, everything but the session is refused. */
    mustChangePassword: z.boolean(),
    /** Sent as `X-CSRF-Token` with all that changes something. As long as the session. */
    csrfToken: z.string().regex(/^[\w-]{43}$/),
  })
  .meta({ id: 'Viewer', description: 'Whoever is signed in.' });
/** See `viewer`. */
export type Viewer = z.infer<typeof viewer>;

/** What signing in takes. */
export const signInRequest = z.strictObject({
  email: typedAddress,
  password: typedPassword,
  /** Of the authenticator app, or a recovery code: sent after `second_factor_required`. */
  code: typedCode.optional(),
});

/** What changing one's password takes. */
export const changePasswordRequest = z.strictObject({ current: typedPassword, new: typedPassword });

/** What using a one-time link takes besides the link. */
export const choosePasswordRequest = z.strictObject({ password: typedPassword });

/** A browser in which somebody is signed in. */
export const device = z
  .strictObject({
    id: uuid,
    /** The one that asks. */
    isThis: z.boolean(),
    /** What it says of itself. */
    userAgent: z.string().nullable(),
    /** From where it signed in. */
    address: z.string().nullable(),
    signedInAt: instant,
    /** To the minute. */
    lastSeenAt: instant,
  })
  .meta({ id: 'Device', description: 'A browser in which somebody is signed in.' });
/** See `device`. */
export type Device = z.infer<typeof device>;

/** The browsers in which somebody is signed in, the last seen first. */
export const deviceList = z.strictObject({ devices: z.array(device) }).meta({ id: 'DeviceList' });

/** Whether somebody is asked for a code when they sign in. */
export const secondFactorView = z
  .strictObject({
    isOn: z.boolean(),
    recoveryCodesLeft: z.int().nonnegative(),
    /** Whether setting one up takes a password: not of those who come by a provider alone. */
    asksForPassword: z.boolean(),
  })
  .meta({ id: 'SecondFactor' });

/** What beginning to set up an app takes: the password, of whoever has one. */
export const beginSecondFactorRequest = z.strictObject({ password: typedPassword.optional() });

/** What an authenticator app takes in; told once. */
export const begunSecondFactor = z
  .strictObject({
    /** As people type it. */
    secret: z.string(),
    /** As a picture carries it. */
    url: z.string(),
  })
  .meta({ id: 'BegunSecondFactor' });

/** A code that is shown for something. */
export const codeRequest = z.strictObject({ code: typedCode });

/** For whoever lost the app; told once, each good once. */
export const recoveryCodes = z.strictObject({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });

/** Whose password was forgotten. */
export const resetPasswordRequest = z.strictObject({ email: typedAddress });

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
