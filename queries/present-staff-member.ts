import type { StaffView } from '#domain/contracts/staff';
import type { Actor } from '#domain/permissions/actor';
import { may, mayAll } from '#domain/permissions/permission';
import type { StaffMember } from '#store/people/staff-members';

/** Somebody on the agent side as whoever manages people sees them. Nobody changes who may do more than they. */
export function presentStaffMember(member: StaffMember, viewer: Actor): StaffView {
  const { id, name, email, role, teamIds, isActive, absentFrom, absentUntil, capacity, hasSignedUp } = member;
  return {
    ...{ id, name, email, role, teamIds: [...teamIds], isActive, capacity, hasSignedUp },
    absence:
      absentFrom === null ? null : { from: text(absentFrom), until: absentUntil === null ? null : text(absentUntil) },
    createdAt: text(member.createdAt),
    may: may(viewer, 'people.manage') && mayAll(viewer, member.permissions) ? ['change'] : [],
  };
}

const text = (at: number) => new Date(at).toISOString();
