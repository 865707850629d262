import { Icon } from '../icon/icon.tsx';
import { Ring } from '../icon/ring.tsx';
import './clock-chip.css';
import type { Clock } from './clock.ts';
import type { ClockForm } from './clock-words.ts';
import { useClockWords } from './use-clock-words.ts';

interface ClockChipProps {
  readonly clock: Clock;
  readonly form?: ClockForm;
  /** In a head: in a soft fill. */
  readonly isPill?: boolean;
}

/** What a ticket waits for next, in words, with its sign and its colour; hover names the instant and the reason. */
export function ClockChip({ clock, form = 'row', isPill = false }: ClockChipProps) {
  const { text, title, tone, icon, share } = useClockWords(clock, form);
  return (
    <span className={isPill ? `sla pill ${tone}` : `sla ${tone}`} title={title}>
      {icon === 'ring' ? <Ring share={share} /> : <Icon name={icon} small />}
      {text}
    </span>
  );
}
