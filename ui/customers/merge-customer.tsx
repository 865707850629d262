import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { customerView, type CustomerView } from '#domain/contracts/customer';
import type { Customer } from '#domain/contracts/directory';
import { useCustomerSearch } from '../new-ticket/use-customer-search.ts';
import { Button } from '../shared/button/button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { problemWords } from '../shared/calls/problem-words.ts';
import { useFormAct } from '../shared/calls/use-form-act.ts';
import { Banner } from '../shared/feedback/banner.tsx';
import { SearchField } from '../shared/form/search-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Dialog } from '../shared/overlay/dialog.tsx';
import { Card } from '../shared/settings/card.tsx';
import { customerKey } from './customer-key.ts';

/** Say that a customer is another one: asked once more, since it cannot be undone. */
export function MergeCustomer({ customer }: { readonly customer: CustomerView }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [into, setInto] = useState<Customer | null>(null);
  const { found } = useCustomerSearch(text);
  const others = found.filter(({ id }) => id !== customer.id);
  const { run, isRunning, failure } = useFormAct({
    act: (id: string) =>
      callApi({ method: 'PUT', path: `/customers/${customer.id}/merge`, body: { into: id }, reply: customerView }),
    ...{
      said: t('customers.merged', { name: into?.name ?? '' }),
      icon: 'merge',
      refresh: into ? [customerKey(into.id)] : [],
    },
    done: ({ id }) => void navigate(`/customers/${id}`, { replace: true }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
  };
  return (
    <Card title={t('customers.merge')} hint={t('customers.mergeHint')}>
      <form className="form-column" noValidate onSubmit={submit}>
        <SearchField
          label={t('customers.into')}
          text={text}
          onText={setText}
          options={others.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
          onChoose={(id) => setInto(others.find((one) => one.id === id) ?? null)}
        />
      </form>
      <Dialog
        isOpen={into !== null}
        onClose={() => setInto(null)}
        title={t('customers.mergeTitle', { name: into?.name ?? '' })}
        actions={
          <>
            <Button onClick={() => setInto(null)}>{t('settings.cancel')}</Button>
            <Button kind="danger" isBusy={isRunning} onClick={() => into && run(into.id)}>
              {t('customers.mergeNow')}
            </Button>
          </>
        }
      >
        <p>{t('customers.mergeSays', { from: customer.name, into: into?.name ?? '', email: into?.email ?? '' })}</p>
        {failure && (
          <Banner tone="late" icon="alert" role="alert">
            {problemWords(failure, t)}
          </Banner>
        )}
      </Dialog>
    </Card>
  );
}
