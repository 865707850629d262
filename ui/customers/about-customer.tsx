import { Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { customerView, type ChangeCustomerRequest, type CustomerView } from '#domain/contracts/customer';
import { Button } from '../shared/button/button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { useFormAct } from '../shared/calls/use-form-act.ts';
import { ActFailure } from '../shared/feedback/act-failure.tsx';
import { SelectField } from '../shared/form/select-field.tsx';
import { TagsField } from '../shared/form/tags-field.tsx';
import { TextArea } from '../shared/form/text-area.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { LookupInput } from '../shared/fields/lookup-input.tsx';
import { FieldInput, type SaidValue } from '../shared/fields/field-input.tsx';
import { saidAnew, sawOf } from '../shared/fields/said-anew.ts';
import { useCustomFields } from '../shared/fields/use-custom-fields.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { Card } from '../shared/settings/card.tsx';
import { editsOf } from '../shared/settings/edits-of.ts';
import { FormFoot } from '../shared/settings/form-foot.tsx';
import { StateWords } from '../shared/state/state-words.tsx';
import { customerKey } from './customer-key.ts';
import { customersKey } from './use-customers.ts';

const valuesOf = ({ name, email, addresses, note, phone, organisation, blockedAt }: CustomerView) => ({
  ...{ name, email, note, phone, addresses: addresses.map(({ address }) => address) },
  ...{ organisationId: organisation?.id ?? null, isBlocked: blockedAt !== null },
});

/** What is known of a customer, to be read or changed. */
export function AboutCustomer({ customer }: { readonly customer: CustomerView }) {
  const { t } = useWords();
  const { id, may } = customer;
  const [name, setName] = useState(customer.name);
  const [addresses, setAddresses] = useState<readonly string[]>(customer.addresses.map(({ address }) => address));
  const [email, setEmail] = useState(customer.email);
  const [phone, setPhone] = useState(customer.phone ?? '');
  const [note, setNote] = useState(customer.note);
  const [organisationId, setOrganisationId] = useState(customer.organisation?.id ?? null);
  const [isBlocked, setBlocked] = useState(customer.blockedAt !== null);
  const fields = useCustomFields('customer');
  const [said, setSaid] = useState<Readonly<Record<string, SaidValue>>>({});
  const [shown, setShown] = useState(customer);
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: (body: ChangeCustomerRequest) =>
      callApi({ method: 'PATCH', path: `/customers/${id}`, body, reply: customerView }),
    ...{ said: t('settings.saved'), refresh: [customerKey(id), customersKey] },
    done(saved) {
      const now = valuesOf(saved);
      setShown(saved);
      setName(now.name);
      setAddresses(now.addresses);
      setEmail(now.email);
      setPhone(now.phone ?? '');
      setNote(now.note);
      setOrganisationId(now.organisationId);
      setBlocked(now.isBlocked);
      setSaid({});
    },
  });
  const main = addresses.includes(email) ? email : (addresses[0] ?? '');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (name.trim() === '' || addresses.length === 0) return;
    const { was, ...edits } = editsOf(valuesOf(shown), {
      ...{ name, email: main, addresses: [...addresses], note, phone: phone.trim() === '' ? null : phone },
      ...{ organisationId, isBlocked },
    });
    const written = saidAnew(said, shown.fields);
    run({ ...edits, fields: written, was: { ...was, fields: sawOf(written, shown.fields) } });
  };
  return (
    <Card title={t('customers.about')}>
      <Bounces customer={customer} />
      <form noValidate onSubmit={submit}>
        <fieldset className="form-column" disabled={!may.includes('change')}>
          <TextField
            label={t('customers.name')}
            value={name}
            problem={name.trim() === '' ? t('customers.nameMissing') : faultAt('/name')}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <TagsField
            label={t('customers.addresses')}
            hint={t('customers.addressesHint')}
            tags={addresses}
            problem={
              addresses.length === 0
                ? t('customers.addressMissing')
                : faultAt('/addresses', t('customers.addressWrong'))
            }
            onChange={(all) => setAddresses([...new Set(all.map((one) => one.toLowerCase()))])}
          />
          {addresses.length > 1 && (
            <SelectField label={t('customers.mailGoesTo')} data={[...addresses]} value={main} onChange={setEmail} />
          )}
          <TextField
            label={t('customers.phone')}
            type="tel"
            value={phone}
            problem={faultAt('/phone', t('customers.phoneWrong'))}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setPhone(value)}
          />
          <LookupInput
            field={{ name: t('customers.organisation'), options: { lookup: 'organisation' } }}
            value={organisationId}
            isFixed={!may.includes('change')}
            onSay={setOrganisationId}
          />
          <TextArea
            label={t('customers.note')}
            autosize
            minRows={3}
            value={note}
            problem={faultAt('/note')}
            onChange={({ currentTarget: { value } }) => setNote(value)}
          />
          {fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              value={{ ...customer.fields, ...said }[field.id] ?? null}
              isFixed={!may.includes('change')}
              problem={faultAt(`/fields/${field.id}`)}
              onSay={(value) => setSaid({ ...said, [field.id]: value })}
            />
          ))}
          {may.includes('block') && (
            <Switch
              label={t('customers.isBlocked')}
              description={t('customers.isBlockedHint')}
              checked={isBlocked}
              onChange={({ currentTarget: { checked } }) => setBlocked(checked)}
            />
          )}
          {may.includes('change') && <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />}
        </fieldset>
      </form>
    </Card>
  );
}

/** Addresses to which mail does not come, and the way to say that they are right. */
function Bounces({ customer: { id, addresses, may } }: { readonly customer: CustomerView }) {
  const { t } = useWords();
  const clear = useFormAct({
    act: (address: string) =>
      callApi({ method: 'DELETE', path: `/customers/${id}/bounces/${encodeURIComponent(address)}`, reply: null }),
    ...{ said: t('customers.bounceCleared'), refresh: [customerKey(id)] },
  });
  return (
    <>
      <ActFailure failure={clear.failure} />
      {addresses
        .filter(({ bouncedAt }) => bouncedAt !== null)
        .map(({ address, bounce }) => (
          <div key={address} className="line">
            <span className="grow">
              <StateWords icon="bounce" tone="bad" words={t('customers.bounced', { address })} />
              <span className="below sm soft">{bounce}</span>
            </span>
            {may.includes('change') && (
              <Button size="tiny" onClick={() => clear.run(address)}>
                {t('customers.clearBounce')}
              </Button>
            )}
          </div>
        ))}
    </>
  );
}
