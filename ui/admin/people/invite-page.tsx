import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { roleList } from '#domain/contracts/role';
import { staffView, type InviteRequest } from '#domain/contracts/staff';
import { teamList } from '#domain/contracts/team';
import { ButtonLink } from '../../shared/button/button.tsx';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { focusOn } from '../../shared/form/fields-of.ts';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';
import { givableRoles, usualRole } from './givable-roles.ts';
import { TeamChecks } from './team-checks.tsx';

/** Invite a colleague by mail: `/admin/people/new`. */
export function InvitePage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: roles } = useAdmin('/roles', roleList);
  const { data: teams } = useAdmin('/teams', teamList);
  const [asked, setAsked] = useState<Omit<InviteRequest, 'role'>>({ name: '', email: '', teamIds: [] });
  const [chosen, setRole] = useState<string | null>(null);
  const givable = givableRoles(roles?.roles ?? [], null);
  const role = chosen ?? usualRole(givable);
  const [faults, setFaults] = useState<{ name?: string; email?: string }>({});
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: InviteRequest) => callApi({ method: 'POST', path: '/staff', body, reply: staffView }),
    said: t('people.invitedNow', { name: asked.name }),
    icon: 'mail',
    refresh: afterAdminAct,
    done: ({ id }) => void navigate(adminPath('people', id)),
  });
  const set = (change: Partial<typeof asked>) => setAsked({ ...asked, ...change });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = {
      ...(asked.name.trim() === '' && { name: t('people.nameMissing') }),
      ...(!/^\S+@\S+\.\S+$/.test(asked.email.trim()) && { email: t('people.emailWrong') }),
    };
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) focusOn(event.currentTarget, first);
    else if (role !== null) run({ ...asked, role, email: asked.email.trim() });
  };
  return (
    <>
      <SettingsHead title={t('people.invite')} back={{ to: adminPath('people'), name: t('admin.page.people') }}>
        {t('people.inviteIntro')}
      </SettingsHead>
      <form className="form-column" noValidate onSubmit={submit}>
        <TextField
          name="name"
          label={t('people.name')}
          value={asked.name}
          problem={faults.name ?? faultAt('/name')}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => set({ name: value })}
        />
        <TextField
          name="email"
          label={t('people.email')}
          type="email"
          value={asked.email}
          problem={faults.email ?? faultAt('/email', t('people.emailWrong'))}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => set({ email: value })}
        />
        <SelectField
          label={t('people.role')}
          data={givable.map((one) => ({ value: one.code, label: roleName(one, t) }))}
          value={role}
          onChange={setRole}
        />
        <TeamChecks teams={teams?.teams ?? []} chosen={asked.teamIds} onChange={(teamIds) => set({ teamIds })} />
        <FormFoot save={t('people.sendInvitation')} isSaving={isRunning} failure={failure}>
          <ButtonLink kind="quiet" to={adminPath('people')}>
            {t('settings.cancel')}
          </ButtonLink>
        </FormFoot>
      </form>
    </>
  );
}
