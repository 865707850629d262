import { Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { roleList } from '#domain/contracts/role';
import { programList, programView, type ChangeProgramRequest, type ProgramView } from '#domain/contracts/program';
import { teamList } from '#domain/contracts/team';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
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
import { NewToken } from '../../shared/tokens/new-token.tsx';
import { TokenSecret } from '../../shared/tokens/token-secret.tsx';
import { TokenTable } from '../../shared/tokens/token-table.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';
import { givableRoles, usualRole } from '../people/givable-roles.ts';
import { TeamChecks } from '../people/team-checks.tsx';

/** One program, or one to be entered: `/admin/programs/:id`. */
export function ProgramPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const asked = useAdmin('/programs', programList);
  return (
    <Asked asked={asked}>
      {({ programs }) => {
        const program = programs.find((one) => one.id === id) ?? null;
        if (program === null && id !== 'new') return <Missing isAsked={asked.isFetching} />;
        return (
          <>
            <SettingsHead
              title={program?.name ?? t('admin.programs.make')}
              back={{ to: adminPath('programs'), name: t('admin.page.programs') }}
            />
            <Card title={t('admin.programs.about')}>
              <AboutProgram key={id} program={program} />
            </Card>
            {program && <Tokens key={id} program={program} />}
          </>
        );
      }}
    </Asked>
  );
}

const valuesOf = ({ name, role, teamIds, isActive }: ProgramView) => ({ name, role: role.code, teamIds, isActive });

function AboutProgram({ program }: { readonly program: ProgramView | null }) {
  const { t } = useWords();
  const mayChange = program === null || program.may.includes('change');
  const navigate = useNavigate();
  const { data: roles } = useAdmin('/roles', roleList);
  const { data: teams } = useAdmin('/teams', teamList);
  const [name, setName] = useState(program?.name ?? '');
  const [chosen, setRole] = useState(program?.role.code ?? null);
  const givable = givableRoles(roles?.roles ?? [], program?.role.code ?? null);
  const role = chosen ?? usualRole(givable);
  const [teamIds, setTeamIds] = useState<readonly string[]>(program?.teamIds ?? []);
  const [isActive, setActive] = useState(program?.isActive ?? true);
  const [isMissing, setMissing] = useState(false);
  const [shown, setShown] = useState(() => (program ? valuesOf(program) : null));
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: ChangeProgramRequest) =>
      callApi({
        ...(program ? { method: 'PATCH', path: `/programs/${program.id}` } : { method: 'POST', path: '/programs' }),
        ...{ body, reply: programView },
      }),
    ...{ said: t('settings.saved'), refresh: afterAdminAct },
    done(saved) {
      const now = valuesOf(saved);
      setShown(now);
      setName(now.name);
      setRole(now.role);
      setTeamIds(now.teamIds);
      setActive(now.isActive);
      void navigate(adminPath('programs', saved.id));
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '' || role === null) return;
    const made = { name, role, teamIds: [...teamIds] };
    run(shown ? editsOf(shown, { ...made, isActive }) : made);
  };
  return (
    <form noValidate onSubmit={submit}>
      <fieldset className="form-column" disabled={!mayChange}>
        {!mayChange && <p className="soft">{t('admin.programs.mayDoMore')}</p>}
        <TextField
          label={t('admin.programs.name')}
          description={t('admin.programs.nameHint')}
          value={name}
          problem={isMissing ? t('admin.programs.nameMissing') : faultAt('/name')}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <SelectField
          label={t('people.role')}
          disabled={!mayChange}
          description={t('admin.programs.roleHint')}
          data={givable.map((one) => ({ value: one.code, label: roleName(one, t) }))}
          value={role}
          onChange={setRole}
        />
        <TeamChecks teams={teams?.teams ?? []} chosen={teamIds} onChange={setTeamIds} />
        {program && (
          <Switch
            label={t('admin.programs.isActive')}
            description={t('admin.programs.isActiveHint')}
            checked={isActive}
            onChange={({ currentTarget: { checked } }) => setActive(checked)}
          />
        )}
        {mayChange && <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />}
      </fieldset>
    </form>
  );
}

function Tokens({ program: { id, role, tokens, may } }: { readonly program: ProgramView }) {
  const { t } = useWords();
  const { data: roles } = useAdmin('/roles', roleList);
  const owned = roles?.roles.find(({ code }) => code === role.code)?.permissions ?? [];
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/programs/${id}/tokens`;
  const end = useFormAct({
    act: (tokenId: string) => callApi({ method: 'DELETE', path: `${path}/${tokenId}`, reply: null }),
    ...{ said: t('account.tokens.ended'), refresh: afterAdminAct },
  });
  return (
    <>
      {secret !== null && <TokenSecret secret={secret} onKept={() => setSecret(null)} />}
      <Card title={t('account.page.tokens')}>
        <ActFailure failure={end.failure} />
        <TokenTable tokens={tokens} onEnd={end.run} />
      </Card>
      {may.includes('make_token') && (
        <Card title={t('account.tokens.make')}>
          <NewToken
            {...{ owned, path }}
            everythingHint={t('admin.programs.everythingHint')}
            refresh={afterAdminAct}
            onMade={setSecret}
          />
        </Card>
      )}
    </>
  );
}
