import { Switch } from '@mantine/core';
import { Button } from '../../shared/button/button.tsx';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { FieldError } from '../../shared/form/field-error.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { codeOfLabel } from './code-of-label.ts';

/** A choice while it is edited. */
export interface EditedChoice {
  readonly code: string;
  readonly label: string;
  readonly isActive: boolean;
}

interface ChoicesEditorProps {
  readonly choices: readonly EditedChoice[];
  /** The first so many are in use already: they are renamed or taken out of use, never removed. */
  readonly kept: number;
  /** What is wrong with them, in words. */
  readonly problem: string | undefined;
  readonly onChange: (choices: readonly EditedChoice[]) => void;
}

/** What can be chosen, in the order in which it is offered. */
export function ChoicesEditor({ choices, kept, problem, onChange }: ChoicesEditorProps) {
  const { t } = useWords();
  const set = (at: number, change: Partial<EditedChoice>) =>
    onChange(choices.map((choice, index) => (index === at ? { ...choice, ...change } : choice)));
  const rename = (at: number, label: string) => {
    const others = choices.filter((_, index) => index !== at).map(({ code }) => code);
    set(at, at < kept ? { label } : { label, code: codeOfLabel(label, others) });
  };
  return (
    <fieldset className="field">
      <legend className="field-label">{t('admin.fields.choices')}</legend>
      {choices.map(({ label, isActive }, at) => (
        // A choice has no other name than its place while it is written.
        <div key={at} className="line">
          <div className="grow">
            <TextField
              label={t('admin.fields.choiceNumber', { number: at + 1 })}
              labelProps={{ className: 'vh' }}
              value={label}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => rename(at, value)}
            />
          </div>
          {at < kept ? (
            <Switch
              aria-label={t('admin.fields.offer', { label })}
              checked={isActive}
              onChange={({ currentTarget: { checked } }) => set(at, { isActive: checked })}
            />
          ) : (
            <IconButton
              icon="x"
              label={t('admin.fields.removeChoice', { label })}
              onClick={() => onChange(choices.filter((_, index) => index !== at))}
            />
          )}
        </div>
      ))}
      {problem !== undefined && (
        <p className="field-bad" role="alert">
          <FieldError>{problem}</FieldError>
        </p>
      )}
      <div>
        <Button
          size="tiny"
          icon="plus"
          onClick={() =>
            onChange([
              ...choices,
              {
                code: codeOfLabel(
                  '',
                  choices.map(({ code }) => code),
                ),
                label: '',
                isActive: true,
              },
            ])
          }
        >
          {t('admin.fields.addChoice')}
        </Button>
      </div>
    </fieldset>
  );
}
