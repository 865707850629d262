import { useState, type SubmitEvent } from 'react';
import { useParams } from 'react-router';
import { roleList, type RoleView } from '#domain/contracts/role';
import { staffList, type StaffView } from '#domain/contracts/staff';
import { teamList, type TeamList } from '#domain/contracts/team';
import { useViewer } from '../../session/session.ts';
import { Button } from '../../shared/button/button.tsx';
import { ActFailure } from '../../shared/feedback/act-failure.tsx';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { editsOf } from '../../shared/settings/edits-of.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { Missing } from '../../shared/settings/missing.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { useAdmin } from '../data/use-admin.ts';
import { AbsenceFields } from './absence-fields.tsx';
import { givableRoles } from './givable-roles.ts';
import { PersonState } from './people-page.tsx';
import { TeamChecks } from './team-checks.tsx';
import { ResendInvitation } from './resend-invitation.tsx';
import { useChangePerson } from './use-change-person.ts';

/** One colleague: `/admin/people/:id`. */
export function PersonPage() {
  const { id = '' } = useParams();
  const asked = useAdmin('/staff', staffList);
  const { data: roles } = useAdmin('/roles', roleList);
  const { data: teams } = useAdmin('/teams', teamList);
  return (
    <Asked asked={asked}>
      {({ staff }) => {
        const person = staff.find((one) => one.id === id);
        if (!person) return <Missing isAsked={asked.isFetching} />;
        return <Person key={id} person={person} roles={roles?.roles ?? []} teams={teams?.teams ?? []} />;
      }}
    </Asked>
  );
}

interface PersonProps {
  readonly person: StaffView;
  readonly roles: readonly RoleView[];
  readonly teams: TeamList['teams'];
}

function Person({ person, roles, teams }: PersonProps) {
  const { t } = useWords();
  return (
    <>
      <SettingsHead title={person.name} back={{ to: adminPath('people'), name: t('admin.page.people') }}>
        {person.email} <PersonState person={person} />
      </SettingsHead>
      {!person.may.includes('change') && <p className="soft">{t('people.mayDoMore')}</p>}
      {person.isActive && !person.hasSignedUp && person.may.includes('change') && (
        <Card title={t('people.invitation')} hint={t('people.invitationHint')}>
          <ResendInvitation person={person} />
        </Card>
      )}
      <Card title={t('people.about')}>
        <AboutForm person={person} roles={roles} teams={teams} />
      </Card>
      <Card title={t('people.absence')} hint={t('people.absenceHint')}>
        <AbsenceFields person={person} />
      </Card>
      {person.may.includes('change') && (
        <Card title={t('people.access')} hint={t('people.accessHint')}>
          <Access person={person} />
        </Card>
      )}
    </>
  );
}

const valuesOf = ({ name, email, role, teamIds, capacity }: StaffView) => ({
  ...{ name, email, role: role.code, teamIds, capacity },
});

const textOf = (capacity: number | null) => (capacity === null ? '' : String(capacity));

function AboutForm({ person, roles, teams }: PersonProps) {
  const { t } = useWords();
  const mayChange = person.may.includes('change');
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const [role, setRole] = useState(person.role.code);
  const [teamIds, setTeamIds] = useState(person.teamIds);
  const [capacity, setCapacity] = useState(textOf(person.capacity));
  const [shown, setShown] = useState(() => valuesOf(person));
  const { run, isRunning, failure } = useChangePerson(person, t('settings.saved'), (saved) => {
    const now = valuesOf(saved);
    setShown(now);
    setName(now.name);
    setEmail(now.email);
    setRole(now.role);
    setTeamIds(now.teamIds);
    setCapacity(textOf(now.capacity));
  });
  const number = capacity.trim() === '' ? null : Number(capacity);
  const isNoAddress = !/^\S+@\S+\.\S+$/.test(email.trim());
  const isWrong = number !== null && !(Number.isInteger(number) && number > 0 && number <= 10_000);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWrong || isNoAddress || name.trim() === '') return;
    run(editsOf(shown, { name, email: email.trim().toLowerCase(), role, teamIds, capacity: number }));
  };
  return (
    <form noValidate onSubmit={submit}>
      <fieldset className="form-column" disabled={!mayChange}>
        <TextField
          label={t('people.name')}
          value={name}
          problem={name.trim() === '' ? t('people.nameMissing') : undefined}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <TextField
          label={t('people.email')}
          description={t('people.emailHint')}
          type="email"
          value={email}
          problem={isNoAddress ? t('people.emailWrong') : undefined}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <SelectField
          label={t('people.role')}
          disabled={!mayChange}
          description={t('people.roleHint')}
          data={givableRoles(roles, person.role.code).map((one) => ({ value: one.code, label: roleName(one, t) }))}
          value={role}
          onChange={setRole}
        />
        <TeamChecks teams={teams} chosen={teamIds} onChange={setTeamIds} />
        <TextField
          label={t('people.capacity')}
          description={t('people.capacityHint')}
          inputMode="numeric"
          value={capacity}
          problem={isWrong ? t('people.capacityWrong') : undefined}
          onChange={({ currentTarget: { value } }) => setCapacity(value)}
        />
        {mayChange && <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />}
      </fieldset>
    </form>
  );
}

function Access({ person }: { readonly person: StaffView }) {
  const { t } = useWords();
  const { staffId } = useViewer();
  const { run, isRunning, failure } = useChangePerson(person, t(person.isActive ? 'people.letGo' : 'people.letIn'));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ isActive: !person.isActive });
  };
  if (person.id === staffId) return <p className="soft">{t('people.yourself')}</p>;
  return (
    <form className="form-column" onSubmit={submit}>
      {person.isActive ? (
        <div>
          <Button kind="danger" type="submit" isBusy={isRunning}>
            {t('people.deactivate')}
          </Button>
        </div>
      ) : (
        <FormFoot save={t('people.activate')} isSaving={isRunning} failure={failure} />
      )}
      {person.isActive && <ActFailure failure={failure} />}
    </form>
  );
}
