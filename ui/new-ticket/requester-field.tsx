import type { Customer } from '#domain/contracts/directory';
import { Button } from '../shared/button/button.tsx';
import { IconButton } from '../shared/button/icon-button.tsx';
import { SearchField, type FoundOption } from '../shared/form/search-field.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { Icon } from '../shared/icon/icon.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Avatar } from '../shared/person/avatar.tsx';
import type { TicketDraft } from './draft.ts';
import type { Faults, FieldName } from './judge-draft.ts';
import { useCustomerSearch } from './use-customer-search.ts';

type Requester = TicketDraft['requester'];

interface RequesterFieldProps {
  readonly requester: Requester;
  readonly onChange: (requester: Requester) => void;
  readonly faults: Faults;
  readonly onGoTo: (field: FieldName) => void;
}

/** Who asks for help: found while one types, or entered. */
export function RequesterField({ requester, onChange, faults, onGoTo }: RequesterFieldProps) {
  const { t } = useWords();
  const seekAnew = () => {
    onChange({ kind: 'sought', text: '' });
    onGoTo('requester');
  };
  const settle = (found: Requester) => {
    onChange(found);
    if (found.kind === 'new') onGoTo(found.name === '' ? 'name' : 'email');
    if (found.kind === 'known') onGoTo('subject');
  };
  switch (requester.kind) {
    case 'sought':
      return <SoughtRequester text={requester.text} onChange={settle} fault={faults.requester} />;
    case 'known':
      return <KnownRequester customer={requester.customer} onChange={seekAnew} />;
    case 'new':
      return (
        <fieldset className="new-customer">
          <legend className="field-label">{t('newTicket.newCustomer')}</legend>
          <TextField
            name="name"
            label={t('newTicket.customerName')}
            value={requester.name}
            autoComplete="off"
            problem={faults.name}
            onChange={(event) => onChange({ ...requester, name: event.currentTarget.value })}
          />
          <TextField
            name="email"
            type="email"
            label={t('newTicket.customerEmail')}
            description={t('newTicket.customerEmailHint')}
            value={requester.email}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            problem={faults.email}
            onChange={(event) => onChange({ ...requester, email: event.currentTarget.value })}
          />
          <Button kind="quiet" size="tiny" icon="search" onClick={seekAnew}>
            {t('newTicket.changeRequester')}
          </Button>
        </fieldset>
      );
  }
}

interface SoughtRequesterProps {
  readonly text: string;
  readonly onChange: (requester: Requester) => void;
  readonly fault: string | undefined;
}

/** Stands for entering somebody new among what was found. */
const newOne = 'new';

function SoughtRequester({ text, onChange, fault }: SoughtRequesterProps) {
  const { t } = useWords();
  const { found, isEnough, isFailed, isSearching } = useCustomerSearch(text);
  const enterNew = () =>
    onChange(
      text.includes('@')
        ? { kind: 'new', name: '', email: text.trim() }
        : { kind: 'new', name: text.trim(), email: '' },
    );
  const known = found.map(({ id, name, email }): FoundOption => ({
    ...{ value: id, label: name, hint: email },
    mark: <Avatar name={name} kind="customer" beside />,
  }));
  const asNew: FoundOption = {
    value: newOne,
    label: text.trim() === '' ? t('newTicket.newCustomer') : t('newTicket.newCustomerCalled', { text: text.trim() }),
    mark: <Icon name="plus" />,
  };
  const note = isFailed
    ? t('newTicket.searchFailed')
    : !isEnough
      ? t('newTicket.keepTyping')
      : isSearching
        ? t('newTicket.searching')
        : found.length === 0
          ? t('newTicket.noneFound')
          : undefined;
  return (
    <SearchField
      name="requester"
      label={t('newTicket.requester')}
      placeholder={t('newTicket.findRequester')}
      leftSection={<Icon name="search" />}
      text={text}
      onText={(typed) => onChange({ kind: 'sought', text: typed })}
      options={[...known, asNew]}
      note={note}
      problem={fault}
      onChoose={(chosen) => {
        const customer = found.find(({ id }) => id === chosen);
        if (customer) onChange({ kind: 'known', customer });
        else enterNew();
      }}
    />
  );
}

function KnownRequester({
  customer: { name, email },
  onChange,
}: {
  readonly customer: Customer;
  readonly onChange: () => void;
}) {
  const { t } = useWords();
  return (
    <div className="field" role="group" aria-label={t('newTicket.requester')}>
      <span className="field-label">{t('newTicket.requester')}</span>
      <div className="chosen">
        <Avatar name={name} kind="customer" large beside />
        <span className="cut">
          <span className="below cut">{name}</span>
          <span className="below cut sm soft">{email}</span>
        </span>
        <span className="grow" />
        <IconButton icon="x" label={t('newTicket.changeRequester')} onClick={onChange} />
      </div>
    </div>
  );
}
