import { Menu } from '@mantine/core';
import { useWords } from '../../shared/i18n/use-words.ts';
import { ChoiceChip } from '../../shared/label/chip.tsx';

interface StateFilterProps<State extends string> {
  /** Those that can be asked for, each with its words. */
  readonly states: readonly { readonly value: State; readonly words: string }[];
  /** Null: all. */
  readonly state: State | null;
  readonly onChange: (state: State | null) => void;
}

/** Narrow a list of mails down to those of one state. */
export function StateFilter<State extends string>({ states, state, onChange }: StateFilterProps<State>) {
  const { t } = useWords();
  const words = states.find(({ value }) => value === state)?.words ?? t('mail.allStates');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ChoiceChip aria-label={`${t('mail.state')}: ${words}`}>{words}</ChoiceChip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={state ?? 'all'}
          onChange={(chosen) => onChange(states.find(({ value }) => value === chosen)?.value ?? null)}
        >
          <Menu.RadioItem value="all">{t('mail.allStates')}</Menu.RadioItem>
          {states.map(({ value, words: name }) => (
            <Menu.RadioItem key={value} value={value}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
