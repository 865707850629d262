import { Tooltip } from '@mantine/core';
import type { ComponentProps } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import './button.css';
import { Keys } from './keys.tsx';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'disabled' | 'className'> & {
  readonly icon: IconName;
  /** What it does, in words: for the tooltip and for screen readers. */
  readonly label: string;
  readonly keys?: string;
  readonly kind?: 'default' | 'quiet' | 'primary';
  readonly size?: 'tiny' | 'normal';
  readonly isOff?: boolean;
};

/** A button that is only an icon. Pointer and focus bring its words, with the keys that do the same. */
export function IconButton({
  icon,
  label,
  keys,
  kind = 'quiet',
  size = 'normal',
  isOff = false,
  onClick,
  ...rest
}: IconButtonProps) {
  const className = ['btn', 'icon', kind === 'default' ? '' : kind, size === 'tiny' ? 'tiny' : '']
    .filter(Boolean)
    .join(' ');
  const words = (
    <>
      {label}
      {keys !== undefined && <Keys keys={keys} />}
    </>
  );
  return (
    <Tooltip label={words}>
      <button
        type="button"
        {...rest}
        className={className}
        aria-label={label}
        aria-disabled={isOff || undefined}
        onClick={isOff ? undefined : onClick}
      >
        <Icon name={icon} small={size === 'tiny'} />
      </button>
    </Tooltip>
  );
}
