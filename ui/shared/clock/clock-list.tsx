import { Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { inOrderOfUrgency, type SlaClock } from './clock.ts';
import { ClockBar } from './clock-bar.tsx';

interface ClockListProps {
  readonly clocks: readonly SlaClock[];
  /** Why the first one is due then; without it the question is not offered. */
  readonly why?: ReactNode;
}

/** The clocks of a ticket, soonest first, ended last, and why. */
export function ClockList({ clocks, why }: ClockListProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label={t('clock.clocks')}>
      <h2>
        {t('clock.clocks')}
        {why !== undefined && (
          <Popover opened={isOpen} onChange={setOpen} position="left-start" width={376} trapFocus>
            <Popover.Target>
              <button className="link" type="button" onClick={() => setOpen(!isOpen)}>
                {t('clock.why')}
              </button>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('clock.why')}>{why}</Popover.Dropdown>
          </Popover>
        )}
      </h2>
      {clocks.length === 0 && <p className="sm faint">{t('clock.title.none')}</p>}
      {inOrderOfUrgency(clocks).map((clock) => (
        <ClockBar key={`${clock.metric} ${clock.startedAt}`} clock={clock} />
      ))}
    </section>
  );
}
