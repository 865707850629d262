import type { IconName } from '../../shared/icon/shapes.tsx';

/** The views everybody has, as the rail lists them. Their names stand in the catalogue. */
export const VIEWS = {
  mine: { icon: 'inbox', keys: 'G M' },
  unassigned: { icon: 'nobody', keys: 'G U' },
  next: { icon: 'clock', keys: 'G N' },
  late: { icon: 'alert', keys: 'G L' },
  pending: { icon: 'pause', keys: 'G P' },
  open: { icon: 'list', keys: 'G O' },
  closed: { icon: 'check-circle', keys: 'G C' },
} as const satisfies Record<string, { icon: IconName; keys: string }>;

/** The name of a view, as it stands in addresses. */
export type ViewName = keyof typeof VIEWS;

/** All of them, in the order of the rail. */
export const viewNames = Object.keys(VIEWS).filter(isViewName);

/** Whether an address names a view. */
export function isViewName(text: string): text is ViewName {
  return Object.hasOwn(VIEWS, text);
}

/** Where a view is. */
export const viewPath = (view: ViewName) => `/tickets/${view}`;

/** How many tickets a view has: exact, at least (dear to count), or not known yet. */
export type ViewCount = number | { readonly atLeast: number } | null;
