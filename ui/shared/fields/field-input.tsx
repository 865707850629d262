import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CustomFieldView } from '#domain/contracts/custom-field';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useWords } from '../i18n/use-words.ts';
import { LookupInput } from './lookup-input.tsx';

/** What is said in a field; null: nothing. */
export type SaidValue = string | number | boolean | readonly string[] | null;

interface FieldInputProps {
  readonly field: CustomFieldView;
  readonly value: SaidValue;
  /** What somebody said: of texts and numbers once they leave the field. */
  readonly onSay: (value: SaidValue) => void;
  readonly isFixed?: boolean;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
}

const none = '';

/** A custom field, as its kind is filled in. */
export function FieldInput({ field, value, onSay, isFixed = false, problem }: FieldInputProps) {
  const { t } = useWords();
  const { name, kind, options } = field;
  const chosen = typeof value === 'object' && value !== null ? value : [];
  const choices = (options.choices ?? []).filter(
    ({ code, isActive }) => isActive || code === value || chosen.includes(code),
  );
  switch (kind) {
    case 'text':
    case 'number':
    case 'date':
      return <TypedInput {...{ field, value, onSay, isFixed, problem }} />;
    case 'choice':
      return (
        <SelectField
          label={name}
          disabled={isFixed}
          data={[
            { value: none, label: t('settings.none') },
            ...choices.map(({ code, label }) => ({ value: code, label })),
          ]}
          value={typeof value === 'string' ? value : none}
          problem={problem}
          onChange={(code) => onSay(code === none ? null : code)}
        />
      );
    case 'multi_choice':
      return (
        <fieldset className="field" disabled={isFixed}>
          <legend className="field-label">{name}</legend>
          <div className="checks">
            {choices.map(({ code, label }) => (
              <Checkbox
                key={code}
                label={label}
                checked={chosen.includes(code)}
                disabled={isFixed}
                onChange={({ currentTarget: { checked } }) => {
                  const codes = checked ? [...chosen, code] : chosen.filter((other) => other !== code);
                  onSay(codes.length === 0 ? null : codes);
                }}
              />
            ))}
          </div>
        </fieldset>
      );
    case 'checkbox':
      return (
        <Checkbox
          label={name}
          checked={value === true}
          disabled={isFixed}
          onChange={({ currentTarget: { checked } }) => onSay(checked)}
        />
      );
    case 'lookup':
      return <LookupInput {...{ field, onSay, isFixed, problem }} value={typeof value === 'string' ? value : null} />;
  }
}

function TypedInput({ field: { name, kind, options }, value, onSay, isFixed = false, problem }: FieldInputProps) {
  const { t } = useWords();
  const before = value === null ? '' : String(value);
  const [seen, setSeen] = useState(before);
  const [typed, setTyped] = useState(before);
  // Another value takes the place of what stood here, and never of what somebody is typing.
  if (seen !== before) {
    setSeen(before);
    if (typed === seen) setTyped(before);
  }
  const number = Number(typed.replace(',', '.'));
  const isWrong =
    kind === 'number' &&
    typed.trim() !== '' &&
    (!Number.isFinite(number) || number < (options.min ?? -Infinity) || number > (options.max ?? Infinity));
  const say = () => {
    if (isWrong) return;
    const text = typed.trim();
    const said = text === '' ? null : kind === 'number' ? number : text;
    setTyped(said === null ? '' : String(said));
    if (said !== value) onSay(said);
  };
  return (
    <TextField
      label={name}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      value={typed}
      disabled={isFixed}
      problem={isWrong ? t('fields.numberWrong') : problem}
      autoComplete="off"
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={say}
      onKeyDown={({ key }) => {
        if (key === 'Enter') say();
        if (key === 'Escape') setTyped(before);
      }}
    />
  );
}
