import type { RouteObject } from 'react-router';

/** Administration, loaded when somebody comes to it. */
export const adminRoutes: RouteObject = {
  path: '/admin',
  lazy: async () => ({ Component: (await import('./admin-frame.tsx')).AdminFrame }),
  children: [
    { index: true, lazy: async () => ({ Component: (await import('./admin-frame.tsx')).AdminStart }) },
    { path: 'set-up', lazy: async () => ({ Component: (await import('./set-up/set-up-page.tsx')).SetUpDeskPage }) },
    { path: 'people', lazy: async () => ({ Component: (await import('./people/people-page.tsx')).PeoplePage }) },
    { path: 'people/new', lazy: async () => ({ Component: (await import('./people/invite-page.tsx')).InvitePage }) },
    { path: 'people/:id', lazy: async () => ({ Component: (await import('./people/person-page.tsx')).PersonPage }) },
    { path: 'teams', lazy: async () => ({ Component: (await import('./teams/teams-page.tsx')).TeamsPage }) },
    { path: 'teams/:id', lazy: async () => ({ Component: (await import('./teams/team-page.tsx')).TeamPage }) },
    { path: 'roles', lazy: async () => ({ Component: (await import('./roles/roles-page.tsx')).RolesPage }) },
    { path: 'roles/:id', lazy: async () => ({ Component: (await import('./roles/role-page.tsx')).RolePage }) },
    {
      path: 'organisations',
      lazy: async () => ({ Component: (await import('./organisations/organisations-page.tsx')).OrganisationsPage }),
    },
    {
      path: 'organisations/new',
      lazy: async () => ({ Component: (await import('./organisations/organisation-page.tsx')).NewOrganisationPage }),
    },
    {
      path: 'organisations/:id',
      lazy: async () => ({ Component: (await import('./organisations/organisation-page.tsx')).OrganisationPage }),
    },
    { path: 'fields', lazy: async () => ({ Component: (await import('./fields/fields-page.tsx')).FieldsPage }) },
    { path: 'fields/:id', lazy: async () => ({ Component: (await import('./fields/field-page.tsx')).FieldPage }) },
    {
      path: 'programs',
      lazy: async () => ({ Component: (await import('./programs/programs-page.tsx')).ProgramsPage }),
    },
    {
      path: 'programs/:id',
      lazy: async () => ({ Component: (await import('./programs/program-page.tsx')).ProgramPage }),
    },
    { path: 'sso', lazy: async () => ({ Component: (await import('./sso/providers-page.tsx')).ProvidersPage }) },
    { path: 'sso/:id', lazy: async () => ({ Component: (await import('./sso/provider-page.tsx')).ProviderPage }) },
    { path: 'audit', lazy: async () => ({ Component: (await import('./audit/audit-page.tsx')).AuditPage }) },
  ],
};
