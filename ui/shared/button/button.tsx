import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../icon/icon.tsx';
import { Ring } from '../icon/ring.tsx';
import type { IconName } from '../icon/shapes.tsx';
import './button.css';
import { Keys } from './keys.tsx';

/** How a button stands out. A pane has one `primary` at most; `note` is for what only colleagues see. */
export type ButtonKind = 'default' | 'primary' | 'danger' | 'note' | 'quiet';

interface Look {
  readonly kind?: ButtonKind;
  readonly size?: 'tiny' | 'normal' | 'large';
  readonly icon?: IconName;
  /** The keys that do the same, as people read them: `Ctrl ↵`. */
  readonly keys?: string;
  readonly children: ReactNode;
}

type ButtonProps = Look &
  Omit<ComponentProps<'button'>, 'children' | 'disabled' | 'className'> & {
    /** Stays where it is and can be found, but does nothing; the words around it say why. */
    readonly isOff?: boolean;
    /** The act runs: the button says so and takes no second press. */
    readonly isBusy?: boolean;
  };

/** A button whose words are the act. */
export function Button({
  kind,
  size,
  icon,
  keys,
  children,
  isOff = false,
  isBusy = false,
  onClick,
  ...rest
}: ButtonProps) {
  const isDeaf = isOff || isBusy;
  return (
    <button
      type="button"
      {...rest}
      className={classOf({ kind, size })}
      aria-disabled={isDeaf || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => {
        if (isDeaf) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <Ring share={0.3} /> : icon && <Icon name={icon} />}
      {children}
      {keys !== undefined && <Keys keys={keys} />}
    </button>
  );
}

/** A link that looks like a button: it leads to another page. */
export function ButtonLink({
  kind,
  size,
  icon,
  keys,
  children,
  ...rest
}: Look & Omit<ComponentProps<typeof Link>, 'children' | 'className'>) {
  return (
    <Link {...rest} className={classOf({ kind, size })}>
      {icon && <Icon name={icon} />}
      {children}
      {keys !== undefined && <Keys keys={keys} />}
    </Link>
  );
}

function classOf({
  kind = 'default',
  size = 'normal',
}: {
  kind?: ButtonKind | undefined;
  size?: Look['size'] | undefined;
}): string {
  return ['btn', kind === 'default' ? '' : kind, size === 'normal' ? '' : size].filter(Boolean).join(' ');
}
