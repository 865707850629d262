import { Combobox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Icon } from '../icon/icon.tsx';

/** One of the things to choose from. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  readonly mark?: ReactNode;
}

/** Choices under one heading; without a heading they stand first. */
export interface ChoiceGroup {
  readonly heading?: string;
  readonly choices: readonly Choice[];
}

interface ChoiceOptionsProps {
  readonly groups: readonly ChoiceGroup[];
  readonly search: string;
  readonly chosen: readonly string[];
}

/** The choices that what was typed leaves. */
export function ChoiceOptions({ groups, search, chosen }: ChoiceOptionsProps) {
  const { t } = useWords();
  const fitting = groups
    .map(({ heading, choices }) => ({ heading, choices: choices.filter(({ name }) => fits(name, search)) }))
    .filter(({ choices }) => choices.length > 0);
  if (fitting.length === 0) return <Combobox.Empty className="pop-label">{t('feedback.nothingFits')}</Combobox.Empty>;
  return fitting.map(({ heading, choices }, at) => {
    const options = choices.map(({ value, name, mark }) => (
      <Combobox.Option key={value} value={value} active={chosen.includes(value)} selected={chosen.includes(value)}>
        {mark}
        <span className="cut grow">{name}</span>
        {chosen.includes(value) && <Icon name="check" />}
      </Combobox.Option>
    ));
    return heading === undefined ? (
      <div key={at} role="presentation">
        {options}
      </div>
    ) : (
      <Combobox.Group key={at} label={heading} classNames={{ groupLabel: 'pop-label' }}>
        {options}
      </Combobox.Group>
    );
  });
}

/** Whether each word that was typed begins one of its words. */
function fits(name: string, search: string): boolean {
  const words = name.toLowerCase().split(/[\s-]+/);
  const typed = search.toLowerCase().split(/\s+/).filter(Boolean);
  return typed.every((beginning) => words.some((word) => word.startsWith(beginning)));
}
