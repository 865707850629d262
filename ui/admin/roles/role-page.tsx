import { useState, type SubmitEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { roleList, roleView, type RoleRequest, type RoleView } from '#domain/contracts/role';
import { has } from '#domain/permissions/permission';
import { sessionQuery, useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { DeleteButton } from '../../shared/settings/delete-button.tsx';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { Missing } from '../../shared/settings/missing.tsx';
import { PermissionChecks } from '../../shared/permissions/permission-checks.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';

const unmade: RoleRequest = { name: '', permissions: ['ticket.work'] };

/** One role, or one to be made: `/admin/roles/:id`. */
export function RolePage() {
  const { id = '' } = useParams();
  const asked = useAdmin('/roles', roleList);
  return (
    <Asked asked={asked}>
      {({ roles, may }) => {
        if (id === 'new' && may.includes('create')) return <Role role={null} />;
        const role = roles.find(({ code }) => code === id);
        return role ? <Role key={id} role={role} /> : <Missing isAsked={asked.isFetching} />;
      }}
    </Asked>
  );
}

const valuesOf = ({ name, permissions }: RoleRequest): RoleRequest => ({ name, permissions });

function Role({ role }: { readonly role: RoleView | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const who = useViewer();
  const [asked, setAsked] = useState<RoleRequest>(role ?? unmade);
  const [shown, setShown] = useState(role && valuesOf(role));
  const [isMissing, setMissing] = useState(false);
  const mayChange = role === null || role.may.includes('change');
  const { run, isRunning, failure } = useFormAct({
    act: ({ name, permissions }: RoleRequest) =>
      callApi({
        ...(role ? { method: 'PUT', path: `/roles/${role.code}` } : { method: 'POST', path: '/roles' }),
        ...{ body: { name, permissions, ...(shown && { was: shown }) }, reply: roleView },
      }),
    // What it allows may be what whoever changes it may do.
    ...{ said: t('settings.saved'), refresh: [...afterAdminAct, sessionQuery.queryKey] },
    done(saved) {
      setShown(valuesOf(saved));
      setAsked(valuesOf(saved));
      void navigate(adminPath('roles', saved.code));
    },
  });
  const removal = useFormAct({
    act: () => callApi({ method: 'DELETE', path: `/roles/${role?.code ?? ''}`, reply: null }),
    ...{ said: t('roles.deleted'), refresh: afterAdminAct },
    done: () => void navigate(adminPath('roles')),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(asked.name.trim() === '');
    if (asked.name.trim() !== '') run(asked);
  };
  return (
    <>
      <SettingsHead
        title={role ? roleName(role, t) : t('roles.make')}
        back={{ to: adminPath('roles'), name: t('admin.page.roles') }}
      >
        {role?.isReadyMade ? t('roles.readyMadeHint') : t('roles.ownHint')}
      </SettingsHead>
      <Card title={t('roles.allows')}>
        <form className="form-column" noValidate onSubmit={submit}>
          {mayChange && (
            <TextField
              label={t('roles.name')}
              value={asked.name}
              problem={isMissing ? t('roles.nameMissing') : undefined}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setAsked({ ...asked, name: value })}
            />
          )}
          <PermissionChecks
            hint={t('roles.always')}
            chosen={asked.permissions}
            isFixed={!mayChange}
            mayGive={(permission) => has(who, permission)}
            onChange={(permissions) => setAsked({ ...asked, permissions })}
          />
          {mayChange && (
            <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure}>
              {role && <DeleteButton words={t('roles.delete')} act={removal} isOff={!role.may.includes('delete')} />}
              {role && role.people > 0 && <span className="sm soft">{t('roles.inUse', { count: role.people })}</span>}
            </FormFoot>
          )}
        </form>
      </Card>
    </>
  );
}
