import { use } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { FixedNow, secondOf, useAtNow } from '../time/at-now.ts';
import type { Clock } from './clock.ts';
import { clockWords, type ClockForm, type ClockWords } from './clock-words.ts';

/** What a clock says now. Renders again only when it says something else: every second where seconds show. */
export function useClockWords(clock: Clock, form: ClockForm = 'row'): ClockWords {
  const { locale } = useWords();
  useAtNow((now) => {
    const { text, tone, share } = clockWords(clock, now, locale, form);
    return `${text} ${tone} ${Math.round(share * 200)}`;
  });
  return clockWords(clock, secondOf(use(FixedNow)), locale, form);
}
