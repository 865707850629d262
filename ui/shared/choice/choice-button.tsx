import { Combobox, useCombobox } from '@mantine/core';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useKeys } from '../keys/use-keys.ts';
import { ChoiceOptions, type ChoiceGroup } from './choice-options.tsx';
import { ownEscape } from '../overlay/own-escape.ts';
import './choice.css';

interface ChoiceButtonProps {
  /** What is chosen, and what is set now: `Assignee: Jonas Petri`. */
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  /** Those that are set. */
  readonly chosen: readonly string[];
  readonly onChoose: (value: string) => void;
  readonly className: string;
  /** What stands on the button. */
  readonly children: ReactNode;
  /** A single key that opens it. */
  readonly keys?: string;
}

/** From so many choices on one can be searched for. */
const searchFrom = 7;

/** A button that opens a list to choose from, narrowed down by typing. Arrows move, Enter chooses, Escape leaves all as it is. */
export function ChoiceButton({ label, groups, chosen, onChoose, className, children, keys }: ChoiceButtonProps) {
  const { t } = useWords();
  const id = useId();
  const [search, setSearch] = useState('');
  const count = groups.reduce((sum, { choices }) => sum + choices.length, 0);
  const isLong = count >= searchFrom;
  const combobox = useCombobox({
    onDropdownClose() {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => (isLong ? combobox.focusSearchInput() : combobox.focusTarget()),
  });
  const { selectFirstOption, resetSelectedOption } = combobox;
  // Once the choices that fit are there, some of them after the letters: Enter takes the first, and nothing while nothing was typed.
  useEffect(() => {
    if (search === '') resetSelectedOption();
    else selectFirstOption();
  }, [search, count, selectFirstOption, resetSelectedOption]);
  useKeys(keys === undefined ? {} : { [keys]: () => combobox.openDropdown() });
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={240}
      withinPortal={false}
      // A list that is only hidden would still keep single keys from acting.
      keepMounted={false}
      onOptionSubmit={(value) => {
        combobox.closeDropdown();
        combobox.focusTarget();
        onChoose(value);
      }}
    >
      {/* Without a search the button itself has the focus while arrows move, and says which choice they are at. */}
      <Combobox.Target targetType="button" withAriaAttributes={!isLong} withExpandedAttribute={!isLong}>
        <button
          type="button"
          className={className}
          aria-label={label}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          {...(combobox.dropdownOpened && ownEscape)}
          aria-keyshortcuts={keys?.toUpperCase()}
          onClick={() => combobox.toggleDropdown()}
        >
          {children}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {isLong && (
          <Combobox.Search
            {...ownEscape}
            role="combobox"
            aria-expanded
            aria-controls={id}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') combobox.focusTarget();
            }}
            placeholder={t('feedback.narrow')}
            aria-label={t('feedback.narrow')}
          />
        )}
        <Combobox.Options id={id} aria-label={label} className="choice-options scroll">
          <ChoiceOptions groups={groups} search={search} chosen={chosen} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
