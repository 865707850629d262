import { useWords } from '../i18n/use-words.ts';
import { FilterChip } from '../label/chip.tsx';
import { SelectField } from './select-field.tsx';

interface ChoicesFieldProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
}

/** Several of a list, chosen one after the other; each can be taken away again. */
export function ChoicesField({ label, choices, chosen, onChange, problem }: ChoicesFieldProps) {
  const { t } = useWords();
  const labelOf = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <div className="tags-field">
      <SelectField
        label={label}
        labelProps={{ className: 'vh' }}
        placeholder={t('condition.addValue')}
        searchable
        data={choices.filter(({ value }) => !chosen.includes(value))}
        value={null}
        problem={problem}
        onChange={(value) => onChange([...chosen, value])}
      />
      {chosen.length > 0 && (
        <ul aria-label={label}>
          {chosen.map((value) => (
            <li key={value}>
              <FilterChip
                value={labelOf(value)}
                removeLabel={t('condition.removeValue', { value: labelOf(value) })}
                onRemove={() => onChange(chosen.filter((other) => other !== value))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
