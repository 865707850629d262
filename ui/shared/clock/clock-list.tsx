import type { ReactNode } from 'react';
import { Fold } from '../fold/fold.tsx';
import { useWords } from '../i18n/use-words.ts';
import { foldEarlier, inOrderOfUrgency, type SlaClock } from './clock.ts';
import { ClockBar } from './clock-bar.tsx';
import { WhyButton } from './why-button.tsx';

interface ClockListProps {
  readonly clocks: readonly SlaClock[];
  /** Why one is due then; without it the question is not offered. */
  readonly why?: (clock: SlaClock) => ReactNode;
}

/** The clocks of a ticket, soonest first, ended last, earlier next replies folded away; and why each is due then. */
export function ClockList({ clocks, why }: ClockListProps) {
  const { t } = useWords();
  const { shown, earlier } = foldEarlier(inOrderOfUrgency(clocks));
  const late = earlier.filter(({ isBreached }) => isBreached).length;
  const bar = (clock: SlaClock) => (
    <ClockBar
      key={`${clock.metric} ${clock.startedAt}`}
      clock={clock}
      {...(why && { why: <WhyButton metric={t(`clock.metric.${clock.metric}`)}>{why(clock)}</WhyButton> })}
    />
  );
  return (
    <section aria-label={t('clock.clocks')}>
      <h2>{t('clock.clocks')}</h2>
      {clocks.length === 0 && <p className="sm faint">{t('clock.title.none')}</p>}
      {shown.map(bar)}
      {earlier.length > 0 && (
        <Fold label={t(late > 0 ? 'clock.earlierLate' : 'clock.earlier', { amount: earlier.length, late })}>
          {earlier.map(bar)}
        </Fold>
      )}
    </section>
  );
}
