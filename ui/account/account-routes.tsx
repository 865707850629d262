import { Navigate, type RouteObject } from 'react-router';
import { accountPath } from './account-pages.ts';

/** One's own account, loaded when somebody comes to it. */
export const accountRoutes: RouteObject = {
  path: '/account',
  lazy: async () => ({ Component: (await import('./account-frame.tsx')).AccountFrame }),
  children: [
    { index: true, element: <Navigate to={accountPath('notices')} replace /> },
    {
      path: 'notices',
      lazy: async () => ({ Component: (await import('./notice-choices-page.tsx')).NoticeChoicesPage }),
    },
    { path: 'devices', lazy: async () => ({ Component: (await import('./devices-page.tsx')).DevicesPage }) },
    { path: 'codes', lazy: async () => ({ Component: (await import('./codes-page.tsx')).CodesPage }) },
    { path: 'tokens', lazy: async () => ({ Component: (await import('./tokens-page.tsx')).TokensPage }) },
  ],
};
