import type { ComponentProps, ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import './label.css';

/** A chip that opens a choice: what is set now, and that it can be changed. */
export function ChoiceChip({
  mark,
  children,
  ...rest
}: { readonly mark?: ReactNode } & Omit<ComponentProps<'button'>, 'className'>) {
  return (
    <button type="button" {...rest} className="chip">
      {mark}
      <b>{children}</b>
      <Icon name="down" />
    </button>
  );
}

interface FilterChipProps {
  /** Left out where the value says all, as a tag does. */
  readonly name?: string;
  /** What it is narrowed to, in words. */
  readonly value: string;
  /** What the button that takes it away is called. */
  readonly removeLabel: string;
  readonly onRemove?: () => void;
}

/** A filter that holds. */
export function FilterChip({ name, value, removeLabel, onRemove }: FilterChipProps) {
  return (
    <span className="chip set">
      {name !== undefined && <>{name} </>}
      <b>{value}</b>
      {onRemove && (
        <button className="rm" type="button" aria-label={removeLabel} onClick={onRemove}>
          <Icon name="x" />
        </button>
      )}
    </span>
  );
}

/** The place where another one can be added. */
export function AddChip({ children, ...rest }: Omit<ComponentProps<'button'>, 'className'>) {
  return (
    <button type="button" {...rest} className="chip add">
      <Icon name="plus" />
      {children}
    </button>
  );
}
