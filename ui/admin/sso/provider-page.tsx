import { Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { roleList } from '#domain/contracts/role';
import {
  identityProviderList,
  identityProviderView,
  type ChangeIdentityProviderRequest,
  type IdentityProviderRequest,
  type IdentityProviderView,
} from '#domain/contracts/sso';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { roleName } from '../../shared/person/role-name.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { DeleteButton } from '../../shared/settings/delete-button.tsx';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { Missing } from '../../shared/settings/missing.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';
import { givableRoles, usualRole } from '../people/givable-roles.ts';
import { DomainsField } from './domains-field.tsx';
import { GroupRoles } from './group-roles.tsx';
import { issuerFault } from './issuer-fault.ts';
import { RedirectUri } from './redirect-uri.tsx';

const none = 'none';

/** One identity provider, or one to be entered: `/admin/sso/:id`. */
export function ProviderPage() {
  const { id = '' } = useParams();
  const asked = useAdmin('/identity-providers', identityProviderList);
  return (
    <Asked asked={asked}>
      {({ providers, redirectUri }) => {
        if (id === 'new') return <Provider provider={null} redirectUri={redirectUri} />;
        const provider = providers.find((one) => one.id === id);
        return provider ? <Provider key={id} {...{ provider, redirectUri }} /> : <Missing isAsked={asked.isFetching} />;
      }}
    </Asked>
  );
}

const valuesOf = (provider: IdentityProviderView | null): Omit<IdentityProviderRequest, 'clientSecret'> => ({
  name: provider?.name ?? '',
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  groupsClaim: provider?.groupsClaim ?? 'groups',
  roleByGroup: provider?.roleByGroup ?? [],
  defaultRole: provider?.defaultRole ?? null,
  domains: provider?.domains ?? [],
  isActive: provider?.isActive ?? true,
});

interface ProviderProps {
  /** Null: a new one. */
  readonly provider: IdentityProviderView | null;
  readonly redirectUri: string;
}

function Provider({ provider, redirectUri }: ProviderProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: roles } = useAdmin('/roles', roleList);
  const mayChange = provider === null || provider.may.includes('change');
  const [asked, setAsked] = useState(valuesOf(provider));
  const [shown, setShown] = useState(provider && valuesOf(provider));
  const [clientSecret, setClientSecret] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: IdentityProviderRequest | ChangeIdentityProviderRequest) =>
      callApi({
        ...(provider
          ? { method: 'PUT', path: `/identity-providers/${provider.id}` }
          : { method: 'POST', path: '/identity-providers' }),
        ...{ body, reply: identityProviderView },
      }),
    ...{ said: t('settings.saved'), refresh: afterAdminAct },
    done(saved) {
      setShown(valuesOf(saved));
      setAsked(valuesOf(saved));
      setClientSecret('');
      void navigate(adminPath('sso', saved.id));
    },
  });
  const removal = useFormAct({
    act: () => callApi({ method: 'DELETE', path: `/identity-providers/${provider?.id ?? ''}`, reply: null }),
    ...{ said: t('sso.deleted'), refresh: afterAdminAct },
    done: () => void navigate(adminPath('sso')),
  });
  const set = (change: Partial<IdentityProviderRequest>) => setAsked({ ...asked, ...change });
  const mayGive = givableRoles(roles?.roles ?? [], null);
  const had = [asked.defaultRole, ...asked.roleByGroup.map(({ role }) => role)];
  // What stands there already stays, also where it cannot be given by who looks at it.
  const offered = (roles?.roles ?? [])
    .filter((role) => mayGive.includes(role) || had.includes(role.code))
    .map((role) => ({ value: role.code, label: roleName(role, t) }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const lacks = [asked.name, asked.issuer, asked.clientId, provider ? 'kept' : clientSecret].some(
      (text) => text.trim() === '',
    );
    setMissing(lacks);
    if (!lacks) run({ ...asked, ...(clientSecret !== '' && { clientSecret }), ...(shown && { was: shown }) });
  };
  return (
    <>
      <SettingsHead
        title={provider?.name ?? t('sso.make')}
        back={{ to: adminPath('sso'), name: t('admin.page.sso') }}
      />
      <Card title={t('sso.about')}>
        <form noValidate onSubmit={submit}>
          <fieldset className="form-column" disabled={!mayChange}>
            {!mayChange && <p className="soft">{t('sso.givesMore')}</p>}
            <RedirectUri uri={redirectUri} />
            <TextField
              label={t('sso.name')}
              value={asked.name}
              problem={isMissing ? t('sso.missing') : faultAt('/name')}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => set({ name: value })}
            />
            <TextField
              label={t('sso.issuer')}
              description={t('sso.issuerHint')}
              type="url"
              value={asked.issuer}
              problem={issuerFault(failure, t) ?? faultAt('/issuer', t('sso.issuerWrong'))}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => set({ issuer: value })}
            />
            <TextField
              label={t('sso.clientId')}
              value={asked.clientId}
              problem={faultAt('/clientId')}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => set({ clientId: value })}
            />
            <TextField
              label={t('sso.clientSecret')}
              description={provider ? t('sso.secretHint') : undefined}
              type="password"
              value={clientSecret}
              problem={faultAt('/clientSecret')}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setClientSecret(value)}
            />
            <TextField
              label={t('sso.groupsClaim')}
              value={asked.groupsClaim}
              problem={faultAt('/groupsClaim')}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => set({ groupsClaim: value })}
            />
            <GroupRoles
              lines={asked.roleByGroup}
              roles={offered}
              usual={usualRole(mayGive)}
              faultAt={faultAt}
              onChange={(roleByGroup) => set({ roleByGroup })}
            />
            <SelectField
              label={t('sso.defaultRole')}
              disabled={!mayChange}
              data={[{ value: none, label: t('sso.nobody') }, ...offered]}
              value={asked.defaultRole ?? none}
              onChange={(chosen) => set({ defaultRole: chosen === none ? null : chosen })}
            />
            <DomainsField
              domains={asked.domains}
              letsEverybodyIn={asked.defaultRole !== null}
              onChange={(domains) => set({ domains })}
            />
            <Switch
              label={t('sso.isActive')}
              checked={asked.isActive}
              onChange={({ currentTarget: { checked } }) => set({ isActive: checked })}
            />
            {mayChange && (
              <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure}>
                {provider?.may.includes('delete') && <DeleteButton words={t('sso.delete')} act={removal} />}
              </FormFoot>
            )}
          </fieldset>
        </form>
      </Card>
    </>
  );
}
