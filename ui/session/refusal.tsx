import type { CallFailed } from '../shared/calls/call-failed.ts';
import { problemWords } from '../shared/calls/problem-words.ts';
import { Banner } from '../shared/feedback/banner.tsx';
import { formatDuration } from '../shared/format/format-duration.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { useAtNow } from '../shared/time/at-now.ts';

interface RefusalProps {
  readonly failure: CallFailed;
  /** Until when (ms) no further try is taken; null: at once. */
  readonly waitUntil: number | null;
}

/** Why signing in or choosing a password did not work, and when it can be tried again. */
export function Refusal({ failure, waitUntil }: RefusalProps) {
  const { t, locale } = useWords();
  const wait = useAtNow((now) =>
    waitUntil === null || waitUntil <= now ? '' : formatDuration(waitUntil - now, locale, 'up'),
  );
  return (
    <Banner tone={waitUntil === null ? 'late' : 'warn'} icon={waitUntil === null ? 'alert' : 'clock'} role="alert">
      {wait === '' ? problemWords(failure, t) : t('signIn.waitBefore', { time: wait })}
    </Banner>
  );
}
