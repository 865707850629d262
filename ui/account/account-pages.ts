import type { IconName } from '../shared/icon/shapes.tsx';

/** Pages of one's own account, by their names in addresses. */
export const ACCOUNT_PAGES = {
  notices: { icon: 'bell' },
  devices: { icon: 'panel' },
  codes: { icon: 'lock' },
  tokens: { icon: 'gear' },
} as const satisfies Readonly<Record<string, { icon: IconName }>>;
/** The name of one. */
export type AccountPageName = keyof typeof ACCOUNT_PAGES;

/** Where one is. */
export const accountPath = (page: AccountPageName) => `/account/${page}`;
