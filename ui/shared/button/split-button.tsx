import { Icon } from '../icon/icon.tsx';
import './button.css';
import { Keys } from './keys.tsx';

interface SplitButtonProps {
  readonly label: string;
  readonly keys?: string;
  /** What the small half does, in words. */
  readonly moreLabel: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
  readonly onMore: () => void;
}

/** The main button, with a second half for the same act in another way. */
export function SplitButton({ label, keys, moreLabel, isOff = false, onPress, onMore }: SplitButtonProps) {
  return (
    <span className="split">
      <button
        className="btn primary"
        type="button"
        aria-disabled={isOff || undefined}
        onClick={isOff ? undefined : onPress}
      >
        {label}
        {keys !== undefined && <Keys keys={keys} />}
      </button>
      <button
        className="btn primary"
        type="button"
        aria-label={moreLabel}
        title={moreLabel}
        aria-disabled={isOff || undefined}
        onClick={isOff ? undefined : onMore}
      >
        <Icon name="down" />
      </button>
    </span>
  );
}
