import { Link } from 'react-router';
import { programList, type ProgramView } from '#domain/contracts/program';
import { ButtonLink } from '../../shared/button/button.tsx';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { StateWords } from '../../shared/state/state-words.tsx';
import { Instant } from '../../shared/time/instant.tsx';
import { adminPath } from '../admin-pages.ts';
import { useAdmin } from '../data/use-admin.ts';

/** Programs that work in their own name: `/admin/programs`. */
export function ProgramsPage() {
  const words = useWords();
  const { t } = words;
  const asked = useAdmin('/programs', programList);
  return (
    <>
      <SettingsHead
        title={t('admin.page.programs')}
        actions={
          <ButtonLink kind="primary" icon="plus" to={adminPath('programs', 'new')}>
            {t('admin.programs.make')}
          </ButtonLink>
        }
      >
        {t('admin.programs.intro')}
      </SettingsHead>
      <Asked asked={asked}>
        {({ programs }) =>
          programs.length === 0 ? (
            <EmptyState icon="lock" title={t('admin.programs.none')}>
              {t('admin.programs.noneHint')}
            </EmptyState>
          ) : (
            <DataTable
              label={t('admin.page.programs')}
              rows={programs}
              keyOf={({ id }) => id}
              columns={columnsOf(words)}
            />
          )
        }
      </Asked>
    </>
  );
}

/** When one of its tokens let it in last. */
const lastUse = ({ tokens }: ProgramView) =>
  tokens
    .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    .toSorted()
    .at(-1);

function columnsOf({ t }: Words): Column<ProgramView>[] {
  return [
    { head: t('admin.programs.name'), cell: ({ id, name }) => <Link to={adminPath('programs', id)}>{name}</Link> },
    { head: t('people.role'), cell: ({ role }) => roleName(role, t) },
    {
      head: t('account.tokens.used'),
      isMinor: true,
      cell: (program) => {
        const at = lastUse(program);
        return at === undefined ? (
          <span className="faint">{t('account.tokens.never')}</span>
        ) : (
          <Instant at={Date.parse(at)} />
        );
      },
    },
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
