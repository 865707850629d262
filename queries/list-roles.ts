import type { RoleList, RoleView } from '#domain/contracts/role';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { has, may, mayAll } from '#domain/permissions/permission';
import { roles, type RoleRow } from '#store/people/roles';
import type { Queryable } from '#store/queryable';

/** All roles, for whoever gives them. @throws {Problem} `forbidden` */
export async function listRoles(client: Queryable, viewer: Actor): Promise<RoleList> {
  if (viewer.kind !== 'staff' || !has(viewer, 'people.manage')) throw new Problem('forbidden');
  return {
    roles: (await roles.list(client)).map((role) => presentRole(role, viewer)),
    may: may(viewer, 'role.manage') ? ['create'] : [],
  };
}

/** A role as whoever gives roles sees it. Nobody gives or changes one that allows more than their own. */
export function presentRole({ permissions, ...role }: RoleRow, viewer: Actor): RoleView {
  const isWithinOwn = mayAll(viewer, permissions);
  const mayChange = isWithinOwn && !role.isReadyMade && may(viewer, 'role.manage');
  return {
    ...{ ...role, permissions: [...permissions] },
    may: [
      ...(isWithinOwn && may(viewer, 'people.manage') ? (['give'] as const) : []),
      ...(mayChange ? (['change'] as const) : []),
      ...(mayChange && role.people === 0 ? (['delete'] as const) : []),
    ],
  };
}
