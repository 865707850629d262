import { useState } from 'react';
import { Link } from 'react-router';
import { staffList, type StaffView } from '#domain/contracts/staff';
import { teamList, type TeamList } from '#domain/contracts/team';
import { ButtonLink } from '../../shared/button/button.tsx';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { Avatar } from '../../shared/person/avatar.tsx';
import { roleName } from '../../shared/person/role-name.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { StateWords } from '../../shared/state/state-words.tsx';
import { adminPath } from '../admin-pages.ts';
import { useAdmin } from '../data/use-admin.ts';
import { isAwayNow } from './is-away-now.ts';

/** Everybody on the agent side: `/admin/people`. */
export function PeoplePage() {
  const { t } = useWords();
  const asked = useAdmin('/staff', staffList);
  const { data: teams } = useAdmin('/teams', teamList);
  return (
    <>
      <SettingsHead
        title={t('admin.page.people')}
        actions={
          <ButtonLink kind="primary" icon="plus" to={adminPath('people', 'new')}>
            {t('people.invite')}
          </ButtonLink>
        }
      >
        {t('people.intro')}
      </SettingsHead>
      <Asked asked={asked}>{({ staff }) => <People staff={staff} teams={teams?.teams ?? []} />}</Asked>
    </>
  );
}

interface PeopleProps {
  readonly staff: readonly StaffView[];
  readonly teams: TeamList['teams'];
}

function People({ staff, teams }: PeopleProps) {
  const words = useWords();
  const { t } = words;
  const [wanted, setWanted] = useState('');
  const found = staff.filter(({ name, email }) =>
    `${name} ${email}`.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()),
  );
  return (
    <>
      <div className="form-column">
        <TextField
          label={t('people.find')}
          leftSection={<Icon name="search" />}
          type="search"
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      </div>
      {found.length === 0 ? (
        <EmptyState icon="search" title={t('people.nobodyFound')} />
      ) : (
        <DataTable
          label={t('admin.page.people')}
          rows={found}
          keyOf={({ id }) => id}
          columns={columnsOf(words, teams)}
        />
      )}
    </>
  );
}

function columnsOf({ t }: Words, teams: TeamList['teams']): Column<StaffView>[] {
  return [
    {
      head: t('people.name'),
      cell: ({ id, name }) => (
        <span className="who">
          <Avatar name={name} kind="colleague" beside />
          <Link className="cut" to={adminPath('people', id)}>
            {name}
          </Link>
        </span>
      ),
    },
    { head: t('people.email'), isMinor: true, cell: ({ email }) => <span className="soft">{email}</span> },
    { head: t('people.role'), cell: ({ role }) => roleName(role, t) },
    {
      head: t('people.teams'),
      isMinor: true,
      cell: ({ teamIds }) => (
        <span className="soft">
          {teams
            .filter(({ id }) => teamIds.includes(id))
            .map(({ name }) => name)
            .join(', ')}
        </span>
      ),
    },
    { head: t('people.state'), cell: (person) => <PersonState person={person} /> },
  ];
}

/** Whether somebody is here, away, not yet or not any more. */
export function PersonState({ person }: { readonly person: StaffView }) {
  const { t } = useWords();
  if (!person.isActive) return <StateWords icon="none" tone="plain" words={t('people.gone')} />;
  if (!person.hasSignedUp) return <StateWords icon="mail" tone="warn" words={t('people.invited')} />;
  if (isAwayNow(person.absence)) return <StateWords icon="moon" tone="plain" words={t('people.away')} />;
  return <StateWords icon="check" tone="ok" words={t('people.here')} />;
}
