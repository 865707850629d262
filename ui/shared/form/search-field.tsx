import { Combobox, useCombobox } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { TextField } from './text-field.tsx';

/** Something that was found. */
export interface FoundOption {
  readonly value: string;
  readonly label: string;
  /** What tells it from others of that name. */
  readonly hint?: string;
  readonly mark?: ReactNode;
}

interface SearchFieldProps extends Pick<
  ComponentProps<typeof TextField>,
  'label' | 'placeholder' | 'description' | 'problem' | 'name' | 'leftSection' | 'autoFocus'
> {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly options: readonly FoundOption[];
  /** What is to be said in place of, or below, what was found: that nothing was, or that it is being searched. */
  readonly note?: string | undefined;
  readonly onChoose: (value: string) => void;
}

/** A text by which something is searched while it is typed, and a list to choose from. */
export function SearchField({ text, onText, options, note, onChoose, ...field }: SearchFieldProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const isEmpty = options.length === 0 && note === undefined;
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => {
        combobox.closeDropdown();
        onChoose(value);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextField
          {...field}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={isEmpty}>
        <Combobox.Options aria-label={field.label}>
          {options.map((option) => (
            <Combobox.Option key={option.value} value={option.value}>
              {option.mark}
              <span className="cut">{option.label}</span>
              {option.hint !== undefined && <span className="faint sm cut">{option.hint}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {note !== undefined && (
          <p className="pop-note" role="status">
            {note}
          </p>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
