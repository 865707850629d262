import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { accountRoutes } from '../account/account-routes.tsx';
import { adminRoutes } from '../admin/admin-routes.ts';
import { ChangePasswordPage } from '../session/change-password-page.tsx';
import { RequireViewer } from '../session/require-viewer.tsx';
import { ForgotPasswordPage } from '../session/forgot-password-page.tsx';
import { SetUpPage } from '../session/set-up-page.tsx';
import { SignInPage } from '../session/sign-in-page.tsx';
import { SsoPage } from '../session/sso-page.tsx';
import { ToastRegion } from '../shared/feedback/toast-region.tsx';
import { BrokenPage } from './broken-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { RouteAnnouncer, type RouteHandle } from './route-announcer.tsx';
import { Shell } from './shell/shell.tsx';

/** What each part of the product is loaded by, when somebody comes to it: a customer's form does not carry the agents' desk. */
const pages = {
  help: async () => ({ Component: (await import('../help/help-page.tsx')).HelpPage }),
  helpSent: async () => ({ Component: (await import('../help/sent-page.tsx')).SentPage }),
  tickets: async () => ({ Component: (await import('../tickets/tickets-page.tsx')).TicketsPage }),
  newTicket: async () => ({ Component: (await import('../new-ticket/new-ticket-page.tsx')).NewTicketPage }),
  mail: async () => ({ Component: (await import('../mail-desk/mail-page.tsx')).MailPage }),
  notices: async () => ({ Component: (await import('../notices/notices-page.tsx')).NoticesPage }),
  jobs: async () => ({ Component: (await import('../jobs/jobs-page.tsx')).JobsPage }),
  job: async () => ({ Component: (await import('../jobs/job-page.tsx')).JobPage }),
  customers: async () => ({ Component: (await import('../customers/customers-page.tsx')).CustomersPage }),
  customer: async () => ({ Component: (await import('../customers/customer-page.tsx')).CustomerPage }),
  system: async () => ({ Component: (await import('../system/system-page.tsx')).SystemPage }),
  gallery: async () => ({ Component: (await import('../gallery/gallery-page.tsx')).GalleryPage }),
  galleryWorkspace: async () => ({ Component: (await import('../gallery/workspace-page.tsx')).WorkspacePage }),
} as const;

/** Every page and its address. */
export const createRouter = () =>
  createBrowserRouter([
    {
      element: <Root />,
      errorElement: <BrokenPage />,
      // While the first page of a visit comes that is loaded by itself: nothing, for a moment.
      hydrateFallbackElement: <></>,
      children: [
        { path: '/help', lazy: pages.help },
        { path: '/help/sent', lazy: pages.helpSent },
        { path: '/sign-in', element: <SignInPage /> },
        { path: '/sign-in/sso', element: <SsoPage /> },
        // The token of a one-time link stands in the fragment, which no server sees, or in the path.
        { path: '/forgot-password', element: <ForgotPasswordPage /> },
        { path: '/choose-password', element: <SetUpPage /> },
        { path: '/set-up/:token', element: <SetUpPage /> },
        { path: '/system', lazy: pages.system },
        { path: '/dev/gallery', lazy: pages.gallery },
        {
          path: '/dev/gallery/workspace',
          handle: { keepsFocus: true } satisfies RouteHandle,
          lazy: pages.galleryWorkspace,
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
                    { path: '/tickets/new', lazy: pages.newTicket },
                    { path: '/tickets/:view/:number?', lazy: pages.tickets },
                    { path: '/notices', lazy: pages.notices },
                    { path: '/jobs', lazy: pages.jobs },
                    { path: '/jobs/:id', lazy: pages.job },
                    { path: '/customers', lazy: pages.customers },
                    { path: '/customers/:id', lazy: pages.customer },
                    adminRoutes,
                    accountRoutes,
                    { path: '/mail', element: <Navigate to="/mail/sent" replace /> },
                    { path: '/mail/:list/:id?', lazy: pages.mail },
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
