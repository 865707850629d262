import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { organisationList, customerView, organisationView } from '#domain/contracts/customer';
import { customerList } from '#domain/contracts/directory';
import type { CustomFieldView } from '#domain/contracts/custom-field';
import { ticketList } from '#domain/contracts/ticket-list';
import { seenTicket } from '#domain/contracts/ticket';
import { Button } from '../button/button.tsx';
import { callApi } from '../calls/call-api.ts';
import { SearchField } from '../form/search-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useDirectory } from '../person/use-directory.ts';

interface LookupInputProps {
  readonly field: Pick<CustomFieldView, 'name' | 'options'>;
  readonly value: string | null;
  readonly onSay: (id: string | null) => void;
  readonly isFixed: boolean;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
}

interface Found {
  readonly id: string;
  readonly name: string;
}

const none = '';

/** Somebody or something that is there already: chosen from a list, or searched where there may be many. */
export function LookupInput(props: LookupInputProps) {
  const { lookup } = props.field.options;
  return lookup === 'staff' || lookup === 'team' ? <FromDirectory {...props} /> : <Searched {...props} />;
}

function FromDirectory({ field, value, onSay, isFixed, problem }: LookupInputProps) {
  const { t } = useWords();
  const { data } = useDirectory();
  const all: readonly (Found & { readonly isActive: boolean })[] =
    (field.options.lookup === 'team' ? data?.teams : data?.staff) ?? [];
  const offered = all.filter(({ id, isActive }) => isActive || id === value);
  return (
    <SelectField
      label={field.name}
      searchable
      disabled={isFixed}
      data={[
        { value: none, label: t('settings.none') },
        ...offered.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? none}
      problem={problem}
      onChange={(id) => onSay(id === none ? null : id)}
    />
  );
}

function Searched({ field, value, onSay, isFixed, problem }: LookupInputProps) {
  const { t } = useWords();
  const { lookup } = field.options;
  const [text, setText] = useState('');
  // What was chosen or cleared makes way for its counterpart, which takes the focus over.
  const [wasUsed, setUsed] = useState(false);
  const say = (id: string | null) => {
    setText('');
    setUsed(true);
    onSay(id);
  };
  const isEnough = text.trim().length >= 2;
  const {
    data: found = [],
    isFetching,
    isError,
  } = useQuery({
    queryKey: ['lookup', lookup, text.trim()],
    enabled: isEnough,
    queryFn: ({ signal }) => search(lookup, text.trim(), signal),
    placeholderData: keepPreviousData,
  });
  const { data: named, isError: isUnknown } = useQuery({
    queryKey: ['lookup-name', lookup, value],
    enabled: value !== null,
    queryFn: ({ signal }) => nameOf(lookup, value ?? '', signal),
  });
  if (value !== null) {
    return (
      <div className="field">
        <span className="field-label">{field.name}</span>
        <div className="line">
          <span className="cut">{named ?? (isUnknown ? t('fields.unknown') : '…')}</span>
          {!isFixed && (
            <Button
              size="tiny"
              autoFocus={wasUsed}
              aria-label={t('fields.clearOf', { field: field.name })}
              onClick={() => say(null)}
            >
              {t('fields.clear')}
            </Button>
          )}
        </div>
      </div>
    );
  }
  if (isFixed) return null;
  return (
    <SearchField
      label={field.name}
      text={text}
      onText={setText}
      problem={problem}
      autoFocus={wasUsed}
      options={isEnough ? found.map(({ id, name }) => ({ value: id, label: name })) : []}
      note={
        isEnough && found.length === 0 && !isFetching
          ? t(isError ? 'fields.notSearched' : 'fields.nothingFound')
          : undefined
      }
      onChoose={say}
    />
  );
}

async function search(
  lookup: CustomFieldView['options']['lookup'],
  text: string,
  signal: AbortSignal,
): Promise<Found[]> {
  const query = encodeURIComponent(text);
  switch (lookup) {
    case 'customer': {
      const { customers } = await callApi({ path: `/customers?search=${query}&limit=10`, reply: customerList, signal });
      return customers.map(({ id, name, email }) => ({ id, name: `${name} · ${email}` }));
    }
    case 'organisation': {
      const { organisations } = await callApi({
        path: `/organisations?search=${query}&limit=10`,
        reply: organisationList,
        signal,
      });
      return organisations.map(({ id, name }) => ({ id, name }));
    }
    case 'ticket': {
      if (!/^#?\d+$/.test(text)) return [];
      const { tickets } = await callApi({ path: `/tickets?search=${query}`, reply: ticketList, signal });
      return tickets.map(({ ticketId, number, subject }) => ({ id: ticketId, name: `#${String(number)} ${subject}` }));
    }
    default:
      return [];
  }
}

async function nameOf(lookup: CustomFieldView['options']['lookup'], id: string, signal: AbortSignal): Promise<string> {
  switch (lookup) {
    case 'customer':
      return (await callApi({ path: `/customers/${id}`, reply: customerView, signal })).name;
    case 'organisation':
      return (await callApi({ path: `/organisations/${id}`, reply: organisationView, signal })).name;
    case 'ticket': {
      const { number, subject } = await callApi({ path: `/tickets/${id}`, reply: seenTicket, signal });
      return `#${String(number)} ${subject}`;
    }
    default:
      return id;
  }
}
