import type { Viewer } from '#domain/contracts/session';
import type { StaffActor } from '#domain/permissions/actor';

/** Whoever is signed in, as the rules of permissions know them. */
export const actorOf = ({ staffId, permissions, teamIds }: Viewer): StaffActor => ({
  ...{ kind: 'staff', id: staffId, permissions, teamIds },
});
