import { useState, type SubmitEvent } from 'react';
import { Link } from 'react-router';
import { teamList, teamView, type TeamView } from '#domain/contracts/team';
import { has } from '#domain/permissions/permission';
import { useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { StateWords } from '../../shared/state/state-words.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';
import { CalendarsCard } from './calendars-card.tsx';

/** All teams: `/admin/teams`. */
export function TeamsPage() {
  const words = useWords();
  const { t } = words;
  const asked = useAdmin('/teams', teamList);
  const managesDesk = has(useViewer(), 'desk.manage');
  return (
    <>
      <SettingsHead title={t('admin.page.teams')}>{t('teams.intro')}</SettingsHead>
      <Asked asked={asked}>
        {({ teams }) =>
          teams.length === 0 ? (
            <EmptyState icon="inbox" title={t('teams.none')}>
              {t('teams.noneHint')}
            </EmptyState>
          ) : (
            <DataTable label={t('admin.page.teams')} rows={teams} keyOf={({ id }) => id} columns={columnsOf(words)} />
          )
        }
      </Asked>
      <Card title={t('teams.make')}>
        <NewTeam />
      </Card>
      {managesDesk && <CalendarsCard />}
    </>
  );
}

function columnsOf({ t }: Words): Column<TeamView>[] {
  return [
    { head: t('teams.name'), cell: ({ id, name }) => <Link to={adminPath('teams', id)}>{name}</Link> },
    { head: t('teams.members'), cell: ({ memberIds }) => <span className="num">{memberIds.length}</span> },
    {
      head: t('teams.lead'),
      isMinor: true,
      cell: ({ lead }) => lead?.name ?? <span className="faint">{t('ticket.nobody')}</span>,
    },
    { head: t('teams.hours'), isMinor: true, cell: ({ calendar }) => calendar?.name ?? t('teams.always') },
    {
      head: t('teams.addresses'),
      isMinor: true,
      cell: ({ addresses }) =>
        addresses.length > 0 ? (
          <span className="soft">{addresses.join(', ')}</span>
        ) : (
          <span className="faint">{t('settings.none')}</span>
        ),
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

function NewTeam() {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { run, isRunning, failure } = useFormAct({
    act: (body: { readonly name: string }) => callApi({ method: 'POST', path: '/teams', body, reply: teamView }),
    ...{ said: t('teams.made'), refresh: afterAdminAct },
    done: () => setName(''),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') run({ name });
  };
  return (
    <form className="form-column" noValidate onSubmit={submit}>
      <TextField
        label={t('teams.name')}
        value={name}
        problem={isMissing ? t('teams.nameMissing') : undefined}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <FormFoot save={t('teams.make')} isSaving={isRunning} failure={failure} />
    </form>
  );
}
