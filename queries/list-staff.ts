import type { StaffView } from '#domain/contracts/staff';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { has } from '#domain/permissions/permission';
import { staffMembers } from '#store/people/staff-members';
import type { Queryable } from '#store/queryable';
import { presentStaffMember } from './present-staff-member.ts';

/** Everybody on the agent side, for whoever manages people. @throws {Problem} `forbidden` */
export async function listStaff(client: Queryable, viewer: Actor): Promise<StaffView[]> {
  if (viewer.kind !== 'staff' || !has(viewer, 'people.manage')) throw new Problem('forbidden');
  return (await staffMembers.list(client)).map((member) => presentStaffMember(member, viewer));
}
