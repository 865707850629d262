import { Link } from 'react-router';
import { roleList, type RoleView } from '#domain/contracts/role';
import { ButtonLink } from '../../shared/button/button.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { useAdmin } from '../data/use-admin.ts';

/** Who may do what: `/admin/roles`. */
export function RolesPage() {
  const words = useWords();
  const { t } = words;
  const asked = useAdmin('/roles', roleList);
  return (
    <>
      <SettingsHead
        title={t('admin.page.roles')}
        actions={
          asked.data?.may.includes('create') && (
            <ButtonLink kind="primary" icon="plus" to={adminPath('roles', 'new')}>
              {t('roles.make')}
            </ButtonLink>
          )
        }
      >
        {t('roles.intro')}
      </SettingsHead>
      <Asked asked={asked}>
        {({ roles }) => (
          <DataTable label={t('admin.page.roles')} rows={roles} keyOf={({ code }) => code} columns={columnsOf(words)} />
        )}
      </Asked>
    </>
  );
}

function columnsOf({ t }: Words): Column<RoleView>[] {
  return [
    {
      head: t('roles.name'),
      cell: (role) => <Link to={adminPath('roles', role.code)}>{roleName(role, t)}</Link>,
    },
    { head: t('roles.people'), cell: ({ people }) => <span className="num">{people}</span> },
    {
      head: t('roles.allows'),
      isMinor: true,
      cell: ({ permissions }) => (
        <span className="soft">
          {permissions.length === 0 ? t('roles.readsAlone') : t('roles.count', { count: permissions.length })}
        </span>
      ),
    },
    {
      head: t('roles.kind'),
      isMinor: true,
      cell: ({ isReadyMade }) => <span className="soft">{isReadyMade ? t('roles.readyMade') : t('roles.own')}</span>,
    },
  ];
}
