import { useState, type KeyboardEvent } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { FilterChip } from '../label/chip.tsx';
import { TextField } from './text-field.tsx';

interface TagsFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly name?: string;
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly problem?: string | undefined;
}

/** Tags that are typed one after the other; each can be taken away again. */
export function TagsField({ label, hint, name, tags, onChange, problem }: TagsFieldProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const add = (text: string) => {
    const found = text.split(/[\s,]+/u).filter((tag) => tag !== '');
    if (found.length > 0) onChange([...new Set([...tags, ...found])]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      // Whatever Enter does around the field, it ends the tag first.
      event.stopPropagation();
      add(typed);
    }
    if (event.key === 'Backspace' && typed === '' && tags.length > 0) onChange(tags.slice(0, -1));
  };
  return (
    <div className="tags-field">
      <TextField
        label={label}
        description={hint}
        name={name}
        value={typed}
        problem={problem}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={({ currentTarget: { value } }) => (/[\s,]/u.test(value) ? add(value) : setTyped(value))}
        onKeyDown={onKeyDown}
        onBlur={() => add(typed)}
      />
      {tags.length > 0 && (
        <ul aria-label={label}>
          {tags.map((tag) => (
            <li key={tag}>
              <FilterChip
                value={tag}
                removeLabel={t('condition.removeValue', { value: tag })}
                onRemove={() => onChange(tags.filter((other) => other !== tag))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
