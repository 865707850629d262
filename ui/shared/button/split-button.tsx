import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import './button.css';
import { Keys } from './keys.tsx';

/** The same act in another way. */
export interface SplitChoice {
  readonly name: string;
  readonly mark?: ReactNode;
  readonly onPress: () => void;
}

interface SplitButtonProps {
  readonly label: string;
  readonly keys?: string;
  /** What the small half opens, in words. */
  readonly moreLabel: string;
  readonly choices: readonly SplitChoice[];
  readonly isOff?: boolean;
  readonly isBusy?: boolean;
  readonly onPress: () => void;
}

/** The main button, with a second half for the same act in other ways. */
export function SplitButton(props: SplitButtonProps) {
  const { label, keys, moreLabel, choices, isOff = false, isBusy = false, onPress } = props;
  return (
    <span className="split">
      <button
        className="btn primary"
        type="button"
        aria-disabled={isOff || undefined}
        aria-busy={isBusy || undefined}
        onClick={isOff ? undefined : onPress}
      >
        {label}
        {keys !== undefined && <Keys keys={keys} />}
      </button>
      <Menu position="top-end" disabled={isOff}>
        <Menu.Target>
          <button
            className="btn primary"
            type="button"
            aria-label={moreLabel}
            title={moreLabel}
            aria-disabled={isOff || undefined}
          >
            <Icon name="down" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map(({ name, mark, onPress: press }) => (
            <Menu.Item key={name} leftSection={mark} onClick={press}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
