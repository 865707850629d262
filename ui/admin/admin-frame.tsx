import { Navigate, Outlet, useLocation } from 'react-router';
import { useViewer } from '../session/session.ts';
import { CallFailed } from '../shared/calls/call-failed.ts';
import { ErrorState } from '../shared/feedback/error-state.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { SettingsFrame, type SettingsGroup } from '../shared/settings/settings-frame.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { ADMIN_PAGES, adminPagesFor, adminPath } from './admin-pages.ts';

const groups = ['desk', 'customers', 'security'] as const;

/** Administration: its pages, and a search over what can be set. Whoever may not open one is told so. */
export function AdminFrame() {
  const { t } = useWords();
  const allowed = adminPagesFor(useViewer());
  const page = useLocation().pathname.split('/')[2];
  const pages = (group: (typeof groups)[number]): SettingsGroup => ({
    heading: t(`admin.group.${group}`),
    pages: allowed
      .filter((name) => ADMIN_PAGES[name].group === group)
      .map((name) => ({
        ...{ to: adminPath(name), icon: ADMIN_PAGES[name].icon, name: t(`admin.page.${name}`) },
        settings: t(`admin.settingsOf.${name}`).split('; '),
      })),
  });
  const isAllowed = page === undefined || page === '' || allowed.some((name) => name === page);
  return (
    <SettingsFrame label={t('admin.title')} groups={groups.map(pages).filter((group) => group.pages.length > 0)}>
      {isAllowed && allowed.length > 0 ? (
        <Outlet />
      ) : (
        <>
          <SettingsHead title={t('admin.title')} />
          <ErrorState title={t('admin.mayNot')} failure={new CallFailed('forbidden', '')} />
        </>
      )}
    </SettingsFrame>
  );
}

/** The first page that somebody may open. */
export function AdminStart() {
  const [first] = adminPagesFor(useViewer());
  return first === undefined ? null : <Navigate to={adminPath(first)} replace />;
}
