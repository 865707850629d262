import { Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import {
  organisationView,
  type ChangeOrganisationRequest,
  type OrganisationRequest,
  type OrganisationView,
} from '#domain/contracts/customer';
import { CustomerTable } from '../../customers/customer-table.tsx';
import { useCustomers } from '../../customers/use-customers.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { FieldInput, type SaidValue } from '../../shared/fields/field-input.tsx';
import { saidAnew, sawOf } from '../../shared/fields/said-anew.ts';
import { useCustomFields } from '../../shared/fields/use-custom-fields.ts';
import { TagsField } from '../../shared/form/tags-field.tsx';
import { TextArea } from '../../shared/form/text-area.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { DeleteButton } from '../../shared/settings/delete-button.tsx';
import { editsOf } from '../../shared/settings/edits-of.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';

/** One organisation: `/admin/organisations/:id`. */
export function OrganisationPage() {
  const { id = '' } = useParams();
  const asked = useAdmin(`/organisations/${id}`, organisationView);
  return <Asked asked={asked}>{(organisation) => <Organisation key={id} organisation={organisation} />}</Asked>;
}

/** One to be made: `/admin/organisations/new`. */
export const NewOrganisationPage = () => <Organisation organisation={null} />;

const valuesOf = (organisation: OrganisationView | null): Omit<OrganisationRequest, 'fields'> => ({
  name: organisation?.name ?? '',
  note: organisation?.note ?? '',
  domains: organisation?.domains ?? [],
  sharesTickets: organisation?.sharesTickets ?? false,
});

function Organisation({ organisation }: { readonly organisation: OrganisationView | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const fields = useCustomFields('organisation');
  const [said, setSaid] = useState<Readonly<Record<string, SaidValue>>>({});
  const [asked, setAsked] = useState(valuesOf(organisation));
  const [shown, setShown] = useState(organisation);
  const [isMissing, setMissing] = useState(false);
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: OrganisationRequest | ChangeOrganisationRequest) =>
      callApi({
        ...(organisation
          ? { method: 'PATCH', path: `/organisations/${organisation.id}` }
          : { method: 'POST', path: '/organisations' }),
        ...{ body, reply: organisationView },
      }),
    ...{ said: t('settings.saved'), refresh: afterAdminAct },
    done(saved) {
      setShown(saved);
      setAsked(valuesOf(saved));
      setSaid({});
      void navigate(adminPath('organisations', saved.id));
    },
  });
  const removal = useFormAct({
    act: () => callApi({ method: 'DELETE', path: `/organisations/${organisation?.id ?? ''}`, reply: null }),
    ...{ said: t('organisations.deleted'), refresh: afterAdminAct },
    done: () => void navigate(adminPath('organisations')),
  });
  const set = (change: Partial<OrganisationRequest>) => setAsked({ ...asked, ...change });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(asked.name.trim() === '');
    if (asked.name.trim() === '') return;
    const fields = saidAnew(said, shown?.fields ?? {});
    if (!shown) {
      run({ ...asked, fields });
      return;
    }
    const { was, ...edits } = editsOf(valuesOf(shown), asked);
    run({ ...edits, fields, was: { ...was, fields: sawOf(fields, shown.fields) } });
  };
  return (
    <>
      <SettingsHead
        title={organisation?.name ?? t('organisations.make')}
        back={{ to: adminPath('organisations'), name: t('admin.page.organisations') }}
      >
        {organisation && t('organisations.has', { count: organisation.customers })}
      </SettingsHead>
      <Card title={t('organisations.about')}>
        <form className="form-column" noValidate onSubmit={submit}>
          <TextField
            label={t('organisations.name')}
            value={asked.name}
            problem={isMissing ? t('organisations.nameMissing') : faultAt('/name')}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => set({ name: value })}
          />
          <TagsField
            label={t('organisations.domains')}
            hint={t('organisations.domainsHint')}
            problem={faultAt('/domains', t('organisations.domainsWrong'))}
            tags={asked.domains}
            onChange={(domains) => set({ domains: [...domains] })}
          />
          <Switch
            label={t('organisations.shares')}
            description={t('organisations.sharesHint')}
            checked={asked.sharesTickets}
            onChange={({ currentTarget: { checked } }) => set({ sharesTickets: checked })}
          />
          {fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              value={{ ...organisation?.fields, ...said }[field.id] ?? null}
              problem={faultAt(`/fields/${field.id}`)}
              onSay={(value) => setSaid({ ...said, [field.id]: value })}
            />
          ))}
          <TextArea
            label={t('organisations.note')}
            autosize
            minRows={3}
            value={asked.note}
            problem={faultAt('/note')}
            onChange={({ currentTarget: { value } }) => set({ note: value })}
          />
          <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure}>
            {organisation && <DeleteButton words={t('organisations.delete')} act={removal} />}
          </FormFoot>
        </form>
      </Card>
      {organisation && <OrganisationCustomers organisationId={organisation.id} />}
    </>
  );
}

/** Whoever belongs to it. */
function OrganisationCustomers({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords();
  const asked = useCustomers(`/organisations/${organisationId}/customers`);
  return (
    <Card title={t('customers.title')}>
      <CustomerTable
        label={t('customers.title')}
        asked={asked}
        empty={<p className="soft">{t('organisations.nobody')}</p>}
      />
    </Card>
  );
}
