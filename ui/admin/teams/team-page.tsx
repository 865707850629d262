import { Checkbox, Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useParams } from 'react-router';
import { programList } from '#domain/contracts/program';
import { staffList } from '#domain/contracts/staff';
import { teamList, teamView, type ChangeTeamRequest, type TeamList, type TeamView } from '#domain/contracts/team';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { editsOf } from '../../shared/settings/edits-of.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { Missing } from '../../shared/settings/missing.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';

/** One team: `/admin/teams/:id`. */
export function TeamPage() {
  const { id = '' } = useParams();
  const asked = useAdmin('/teams', teamList);
  const { t } = useWords();
  const { data: people } = useAdmin('/staff', staffList);
  const { data: programs } = useAdmin('/programs', programList);
  const members: Member[] = [
    ...(people?.staff ?? []).map((one) => ({ ...one, isProgram: false })),
    ...(programs?.programs ?? []).map(({ id: programId, name, isActive }) => ({
      ...{ id: programId, name: t('teams.program', { name }), isActive, isProgram: true },
    })),
  ];
  return (
    <Asked asked={asked}>
      {({ teams, calendars }) => {
        const team = teams.find((one) => one.id === id);
        if (!team) return <Missing isAsked={asked.isFetching} />;
        return <Team key={id} team={team} calendars={calendars} everybody={members} />;
      }}
    </Asked>
  );
}

/** Who is in a team or could be. */
interface Member {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  /** It sees the team's tickets, and leads nobody. */
  readonly isProgram: boolean;
}

interface TeamProps {
  readonly team: TeamView;
  readonly calendars: TeamList['calendars'];
  readonly everybody: readonly Member[];
}

const none = 'none';

const valuesOf = ({ name, isActive, memberIds, lead, calendar }: TeamView) => ({
  ...{ name, isActive, memberIds, leadId: lead?.id ?? null, calendarId: calendar?.id ?? null },
});

function Team({ team, calendars, everybody }: TeamProps) {
  const { t } = useWords();
  const mayChange = team.may.includes('change');
  const [name, setName] = useState(team.name);
  const [memberIds, setMemberIds] = useState(team.memberIds);
  const [leadId, setLeadId] = useState(team.lead?.id ?? none);
  const [calendarId, setCalendarId] = useState(team.calendar?.id ?? none);
  const [isActive, setActive] = useState(team.isActive);
  const [shown, setShown] = useState(() => valuesOf(team));
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: ChangeTeamRequest) => callApi({ method: 'PATCH', path: `/teams/${team.id}`, body, reply: teamView }),
    ...{ said: t('settings.saved'), refresh: afterAdminAct },
    done(saved) {
      const now = valuesOf(saved);
      setShown(now);
      setName(now.name);
      setActive(now.isActive);
      setMemberIds(now.memberIds);
      setLeadId(now.leadId ?? none);
      setCalendarId(now.calendarId ?? none);
    },
  });
  const offered = everybody.filter((one) => one.isActive || memberIds.includes(one.id));
  const leads = offered.filter((one) => memberIds.includes(one.id) && !one.isProgram);
  const lead = memberIds.includes(leadId) ? leadId : none;
  const orNull = (chosen: string) => (chosen === none ? null : chosen);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() === '') return;
    run(editsOf(shown, { name, isActive, memberIds, leadId: orNull(lead), calendarId: orNull(calendarId) }));
  };
  return (
    <>
      <SettingsHead title={team.name} back={{ to: adminPath('teams'), name: t('admin.page.teams') }} />
      <Card title={t('teams.about')}>
        <form noValidate onSubmit={submit}>
          <fieldset className="form-column" disabled={!mayChange}>
            <TextField
              label={t('teams.name')}
              value={name}
              problem={name.trim() === '' ? t('teams.nameMissing') : faultAt('/name')}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setName(value)}
            />
            <fieldset className="field">
              <legend className="field-label">{t('teams.members')}</legend>
              <div className="checks">
                {offered.map((one) => (
                  <Checkbox
                    key={one.id}
                    label={one.name}
                    checked={memberIds.includes(one.id)}
                    onChange={({ currentTarget: { checked } }) =>
                      setMemberIds(checked ? [...memberIds, one.id] : memberIds.filter((other) => other !== one.id))
                    }
                  />
                ))}
              </div>
            </fieldset>
            <SelectField
              label={t('teams.lead')}
              description={t('teams.leadHint')}
              disabled={!mayChange}
              data={[
                { value: none, label: t('ticket.nobody') },
                ...leads.map((one) => ({ value: one.id, label: one.name })),
              ]}
              value={lead}
              onChange={setLeadId}
            />
            <SelectField
              label={t('teams.hours')}
              disabled={!mayChange}
              description={t('teams.hoursHint')}
              data={[
                { value: none, label: t('teams.always') },
                ...calendars.map((one) => ({ value: one.id, label: one.name })),
              ]}
              value={calendarId}
              onChange={setCalendarId}
            />
            <Switch
              label={t('teams.isActive')}
              description={t('teams.isActiveHint')}
              checked={isActive}
              onChange={({ currentTarget: { checked } }) => setActive(checked)}
            />
            {mayChange && <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />}
          </fieldset>
        </form>
      </Card>
    </>
  );
}
