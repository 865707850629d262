import { z } from 'zod';
import { withWhatWasSeen } from './as-seen.ts';
import { anyCaseUuid, instant, uuid } from './identifiers.ts';
import { personName } from './names.ts';
import { roleCode } from './role.ts';

/** When somebody is away; `until` null: until somebody says so. */
const absence = z.strictObject({ from: instant, until: instant.nullable() });

/** Somebody on the agent side, as whoever manages people sees them. */
export const staffView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    email: z.string(),
    role: z.strictObject({ code: roleCode, name: z.string() }),
    teamIds: z.array(uuid),
    isActive: z.boolean(),
    absence: absence.nullable(),
    /** How many tickets that are not resolved flows give them at most. */
    capacity: z.int().positive().nullable(),
    /** Whether they have chosen a password or come by a provider: until then an invitation waits. */
    hasSignedUp: z.boolean(),
    createdAt: instant,
    /** What the viewer may do with them. */
    may: z.array(z.enum(['change'])),
  })
  .meta({ id: 'StaffMember', description: 'Somebody on the agent side.' });
/** See `staffView`. */
export type StaffView = z.infer<typeof staffView>;

/** Everybody on the agent side. */
export const staffList = z.strictObject({ staff: z.array(staffView) }).meta({ id: 'StaffList' });

const teamIds = z.array(anyCaseUuid).max(100);

/** Where somebody signs in, and mail goes to. Read in lower case. */
const email = z.email().max(254).toLowerCase();

/** Whom somebody invites. */
export const inviteRequest = z
  .strictObject({
    name: personName,
    email,
    role: roleCode,
    teamIds,
  })
  .meta({ id: 'InviteStaff' });
/** See `inviteRequest`. */
export type InviteRequest = z.infer<typeof inviteRequest>;

const staffChanges = z
  .strictObject({
    name: personName,
    email,
    role: roleCode,
    teamIds,
    isActive: z.boolean(),
    absence: absence
      .refine(({ from, until }) => until === null || Date.parse(from) < Date.parse(until), 'ends before it begins')
      .nullable(),
    capacity: z.int().min(1).max(10_000).nullable(),
  })
  .partial();

/** What of somebody is changed; what is not named stays. */
export const changeStaffRequest = withWhatWasSeen(staffChanges, staffChanges).meta({ id: 'ChangeStaff' });
/** See `changeStaffRequest`. */
export type ChangeStaffRequest = z.infer<typeof changeStaffRequest>;
