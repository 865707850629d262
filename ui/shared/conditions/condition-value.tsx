import { useState } from 'react';
import { FIELDS } from '#domain/conditions/fields';
import type { TFunction } from 'i18next';
import { LookupInput } from '../fields/lookup-input.tsx';
import { ChoicesField } from '../form/choices-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TagsField } from '../form/tags-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useDirectory } from '../person/use-directory.ts';
import type { AskedField } from './asked-fields.ts';

/** What a comparison compares with. */
export type Value = string | number | boolean | readonly (string | number | boolean)[];

interface ConditionValueProps {
  readonly field: AskedField;
  readonly takes: 'one' | 'some' | 'nothing';
  readonly value: Value;
  readonly calendars: readonly { readonly id: string; readonly name: string }[];
  /** What is wrong with it, in words. */
  readonly problem: string | undefined;
  readonly onChange: (value: Value) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A value of the kind of its field. */
export function ConditionValue(props: ConditionValueProps) {
  const { field, takes, value, calendars, problem, onChange } = props;
  const { t } = useWords();
  const label = t('condition.value');
  if (typeof value === 'boolean') {
    return (
      <SelectField
        label={label}
        labelProps={{ className: 'vh' }}
        data={[
          { value: 'true', label: t('settings.yes') },
          { value: 'false', label: t('settings.no') },
        ]}
        value={String(value)}
        onChange={(chosen) => onChange(chosen === 'true')}
      />
    );
  }
  if (field.known === 'team' || field.known === 'assignee') return <FromDirectory {...props} />;
  const choices = choicesOf(field, { calendars, t });
  if (choices) return <Chosen {...props} choices={choices} />;
  if (takes === 'some')
    return <TagsField label={label} tags={listOf(value)} problem={problem} onChange={(all) => onChange([...all])} />;
  if (typeof value === 'number') return <NumberValue value={value} onChange={onChange} />;
  if (field.custom?.kind === 'lookup' || field.known === 'requester') {
    const lookedUp = field.custom ?? { name: label, options: { lookup: 'customer' as const } };
    const id = value === '' ? null : String(value);
    return (
      <LookupInput
        field={lookedUp}
        value={id}
        isFixed={false}
        problem={problem}
        onSay={(said) => onChange(said ?? '')}
      />
    );
  }
  return (
    <TextField
      label={label}
      labelProps={{ className: 'vh' }}
      type={field.custom?.kind === 'date' ? 'date' : 'text'}
      value={String(value)}
      problem={problem}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

const listOf = (value: Value) => (typeof value === 'object' ? value.map(String) : []);

/** Colleagues or teams: those who are there, and those who are in the condition already. */
function FromDirectory(props: ConditionValueProps) {
  const { data } = useDirectory();
  const { field, value } = props;
  const all: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[] | undefined =
    field.known === 'team' ? data?.teams : data?.staff;
  const isNamed = (id: string) => value === id || listOf(value).includes(id);
  const choices = (all ?? []).filter(({ id, isActive }) => isActive || isNamed(id));
  return <Chosen {...props} choices={choices.map(({ id, name }) => ({ value: id, label: name }))} />;
}

function Chosen({
  takes,
  value,
  problem,
  onChange,
  choices,
}: ConditionValueProps & { readonly choices: readonly Choice[] }) {
  const { t } = useWords();
  const label = t('condition.value');
  if (takes === 'some') {
    return (
      <ChoicesField
        label={label}
        choices={choices}
        chosen={listOf(value)}
        problem={problem}
        onChange={(chosen) => onChange(chosen)}
      />
    );
  }
  return (
    <SelectField
      label={label}
      labelProps={{ className: 'vh' }}
      searchable
      data={[...choices]}
      value={String(value)}
      problem={problem}
      onChange={onChange}
    />
  );
}

const numberIn = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));

/** A number, and what stands there while it is none yet: a sign, a point. */
function NumberValue({ value, onChange }: { readonly value: number; readonly onChange: (value: number) => void }) {
  const { t } = useWords();
  const [seen, setSeen] = useState(value);
  const [typed, setTyped] = useState(String(value));
  if (seen !== value) {
    setSeen(value);
    if (numberIn(typed) !== value) setTyped(String(value));
  }
  return (
    <TextField
      label={t('condition.value')}
      labelProps={{ className: 'vh' }}
      inputMode="decimal"
      value={typed}
      problem={Number.isFinite(numberIn(typed)) ? undefined : t('fields.numberWrong')}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        if (Number.isFinite(numberIn(text))) onChange(numberIn(text));
      }}
    />
  );
}

interface ChoiceSources {
  readonly calendars: ConditionValueProps['calendars'];
  readonly t: TFunction;
}

/** All that a field can be, where that is a list; undefined: it is typed. */
function choicesOf({ known, custom }: AskedField, { calendars, t }: ChoiceSources): readonly Choice[] | undefined {
  if (custom) return custom.options.choices?.map(({ code, label }) => ({ value: code, label }));
  switch (known) {
    case 'status':
      return FIELDS.status.words.map((word) => ({ value: word, label: t(`ticket.status.${word}`) }));
    case 'priority':
      return FIELDS.priority.words.map((word) => ({ value: word, label: t(`ticket.priority.${word}`) }));
    case 'via':
      return FIELDS.via.words.map((word) => ({ value: word, label: t(`condition.via.${word}`) }));
    case 'openedBy':
      return FIELDS.openedBy.words.map((word) => ({ value: word, label: t(`condition.openedBy.${word}`) }));
    case 'openHours':
      return calendars.map(({ id, name }) => ({ value: id, label: name }));
    default:
      return undefined;
  }
}

/** What a question compares with until something else is chosen; undefined: with nothing. */
export function usualValue({ known, custom }: AskedField, takes: 'one' | 'some' | 'nothing'): Value | undefined {
  if (takes === 'nothing') return undefined;
  if (takes === 'some') return [];
  if (custom?.kind === 'checkbox' || known === 'isFollowUp') return true;
  if (custom?.kind === 'number') return 0;
  if (custom) return custom.options.choices?.[0]?.code ?? '';
  const field = known && FIELDS[known];
  return field && 'words' in field ? field.words[0] : '';
}
