import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { HelpPage } from '../help/help-page.tsx';
import { SentPage } from '../help/sent-page.tsx';
import { MailPage } from '../mail-desk/mail-page.tsx';
import { NewTicketPage } from '../new-ticket/new-ticket-page.tsx';
import { ChangePasswordPage } from '../session/change-password-page.tsx';
import { RequireViewer } from '../session/require-viewer.tsx';
import { SetUpPage } from '../session/set-up-page.tsx';
import { SignInPage } from '../session/sign-in-page.tsx';
import { ToastRegion } from '../shared/feedback/toast-region.tsx';
import { SystemPage } from '../system/system-page.tsx';
import { TicketsPage } from '../tickets/tickets-page.tsx';
import { BrokenPage } from './broken-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { RouteAnnouncer, type RouteHandle } from './route-announcer.tsx';
import { Shell } from './shell/shell.tsx';

/** Every page and its address. What few people open comes when they do. */
export const createRouter = () =>
  createBrowserRouter([
    {
      element: <Root />,
      errorElement: <BrokenPage />,
      // While the first page of a visit comes that is loaded by itself: nothing, for a moment.
      hydrateFallbackElement: <></>,
      children: [
        { path: '/help', element: <HelpPage /> },
        { path: '/help/sent', element: <SentPage /> },
        { path: '/sign-in', element: <SignInPage /> },
        // The token of a one-time link stands in the fragment, which no server sees, or in the path.
        { path: '/choose-password', element: <SetUpPage /> },
        { path: '/set-up/:token', element: <SetUpPage /> },
        { path: '/system', element: <SystemPage /> },
        {
          path: '/dev/gallery',
          lazy: async () => ({ Component: (await import('../gallery/gallery-page.tsx')).GalleryPage }),
        },
        {
          path: '/dev/gallery/workspace',
          handle: { keepsFocus: true } satisfies RouteHandle,
          lazy: async () => ({ Component: (await import('../gallery/workspace-page.tsx')).WorkspacePage }),
        },
        {
          element: <RequireViewer />,
          children: [
            { path: '/change-password', element: <ChangePasswordPage /> },
            {
              element: <Shell />,
              children: [
                {
                  errorElement: <BrokenPage />,
                  children: [
                    { index: true, element: <Navigate to="/tickets/open" replace /> },
                    { path: '/tickets', element: <Navigate to="/tickets/open" replace /> },
                    { path: '/tickets/new', element: <NewTicketPage /> },
                    { path: '/tickets/:view', element: <TicketsPage /> },
                    { path: '/tickets/:view/:number', element: <TicketsPage /> },
                    { path: '/mail', element: <Navigate to="/mail/sent" replace /> },
                    { path: '/mail/:list', element: <MailPage /> },
                    { path: '/mail/:list/:id', element: <MailPage /> },
                    { path: '*', element: <NotFoundPage /> },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);

function Root() {
  return (
    <>
      <Outlet />
      <RouteAnnouncer />
      <ToastRegion />
    </>
  );
}
