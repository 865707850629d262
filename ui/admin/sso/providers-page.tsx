import { Link } from 'react-router';
import { identityProviderList, type IdentityProviderView } from '#domain/contracts/sso';
import { ButtonLink } from '../../shared/button/button.tsx';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { StateWords } from '../../shared/state/state-words.tsx';
import { adminPath } from '../admin-pages.ts';
import { useAdmin } from '../data/use-admin.ts';
import { RedirectUri } from './redirect-uri.tsx';

/** By whom one can sign in besides a password: `/admin/sso`. */
export function ProvidersPage() {
  const words = useWords();
  const { t } = words;
  const asked = useAdmin('/identity-providers', identityProviderList);
  return (
    <>
      <SettingsHead
        title={t('admin.page.sso')}
        actions={
          <ButtonLink kind="primary" icon="plus" to={adminPath('sso', 'new')}>
            {t('sso.make')}
          </ButtonLink>
        }
      >
        {t('sso.intro')}
      </SettingsHead>
      <Asked asked={asked}>
        {({ providers, redirectUri }) => (
          <>
            {providers.length === 0 ? (
              <EmptyState icon="lock" title={t('sso.none')}>
                {t('sso.noneHint')}
              </EmptyState>
            ) : (
              <DataTable
                label={t('admin.page.sso')}
                rows={providers}
                keyOf={({ id }) => id}
                columns={columnsOf(words)}
              />
            )}
            <RedirectUri uri={redirectUri} />
          </>
        )}
      </Asked>
    </>
  );
}

function columnsOf({ t }: Words): Column<IdentityProviderView>[] {
  return [
    { head: t('sso.name'), cell: ({ id, name }) => <Link to={adminPath('sso', id)}>{name}</Link> },
    { head: t('sso.issuer'), isMinor: true, cell: ({ issuer }) => <span className="soft">{issuer}</span> },
    {
      head: t('people.state'),
      cell: ({ isActive }) =>
        isActive ? (
          <StateWords icon="check" tone="ok" words={t('teams.active')} />
        ) : (
          <StateWords icon="none" tone="plain" words={t('teams.inactive')} />
        ),
    },
  ];
}
