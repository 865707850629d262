import { z } from 'zod';
import { PERMISSIONS } from '../permissions/permission.ts';
import { withWhatWasSeen } from './as-seen.ts';
import { personName } from './names.ts';

/** What a role is known by: words in lower case joined by `_`. */
export const roleCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'is not the code of a role')
  .max(40);

/** A role, and what it allows. */
export const roleView = z
  .strictObject({
    code: roleCode,
    name: z.string(),
    permissions: z.array(z.enum(PERMISSIONS)),
    /** There from the first start; neither changed nor deleted. */
    isReadyMade: z.boolean(),
    /** How many have it, those who left among them. */
    people: z.int().nonnegative(),
    /** What the viewer may do with it; one that somebody has is not deleted. */
    may: z.array(z.enum(['give', 'change', 'delete'])),
  })
  .meta({ id: 'Role', description: 'What somebody on the agent side may do.' });
/** See `roleView`. */
export type RoleView = z.infer<typeof roleView>;

/** All roles. */
export const roleList = z
  .strictObject({
    roles: z.array(roleView),
    /** What the viewer may do besides. */
    may: z.array(z.enum(['create'])),
  })
  .meta({ id: 'RoleList' });
/** See `roleList`. */
export type RoleList = z.infer<typeof roleList>;

/** A role as somebody makes or changes it. Names that differ in case alone are one. */
export const roleRequest = z
  .strictObject({ name: personName, permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length) })
  .meta({ id: 'RoleRequest' });
/** See `roleRequest`. */
export type RoleRequest = z.infer<typeof roleRequest>;

/** A role as somebody changes it. */
export const changeRoleRequest = withWhatWasSeen(roleRequest, roleRequest).meta({ id: 'ChangeRole' });
/** See `changeRoleRequest`. */
export type ChangeRoleRequest = z.infer<typeof changeRoleRequest>;
