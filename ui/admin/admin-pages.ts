import type { Viewer } from '#domain/contracts/session';
import type { Permission } from '#domain/permissions/permission';
import { has } from '#domain/permissions/permission';
import type { IconName } from '../shared/icon/shapes.tsx';

/** Pages of administration, by their names in addresses; each for those who have its permission. */
export const ADMIN_PAGES = {
  'set-up': { group: 'desk', icon: 'check-circle', needs: 'desk.manage' },
  people: { group: 'desk', icon: 'user', needs: 'people.manage' },
  teams: { group: 'desk', icon: 'inbox', needs: 'people.manage' },
  roles: { group: 'desk', icon: 'shield', needs: 'people.manage' },
  fields: { group: 'desk', icon: 'pen', needs: 'field.manage' },
  organisations: { group: 'customers', icon: 'list', needs: 'customer.manage' },
  programs: { group: 'security', icon: 'flow', needs: 'people.manage' },
  sso: { group: 'security', icon: 'lock', needs: 'people.manage' },
  audit: { group: 'security', icon: 'doc', needs: 'audit.read' },
} as const satisfies Readonly<Record<string, { group: string; icon: IconName; needs: Permission }>>;
/** The name of one. */
export type AdminPageName = keyof typeof ADMIN_PAGES;

/** Where a page is, or one thing of it. */
export const adminPath = (page: AdminPageName, id?: string) =>
  id === undefined ? `/admin/${page}` : `/admin/${page}/${id}`;

/** The pages that somebody may open. */
export const adminPagesFor = (who: Pick<Viewer, 'permissions'>): AdminPageName[] =>
  (Object.keys(ADMIN_PAGES) as AdminPageName[]).filter((page) => has(who, ADMIN_PAGES[page].needs));
