import type { CallFailed } from '../shared/calls/call-failed.ts';
import { problemWords } from '../shared/calls/problem-words.ts';
import { Banner } from '../shared/feedback/banner.tsx';
import { formatDuration } from '../shared/format/format-duration.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { useAtNow } from '../shared/time/at-now.ts';
import { hasExpired } from './send-help-request.ts';

interface NotSentProps {
  readonly failure: CallFailed;
  /** Until when (ms) the server takes nothing; null: it does. */
  readonly waitUntil: number | null;
}

/** Why the form was not sent, as far as no field says it, and when it can be. */
export function NotSent({ failure, waitUntil }: NotSentProps) {
  const { t, locale } = useWords();
  const wait = useAtNow((now) =>
    waitUntil === null || waitUntil <= now ? '' : formatDuration(waitUntil - now, locale, 'up'),
  );
  if (wait !== '') {
    return (
      <Banner tone="warn" icon="clock" role="alert">
        {t('help.wait', { time: wait })}
      </Banner>
    );
  }
  if (hasExpired(failure)) {
    return (
      <Banner tone="warn" icon="clock" role="alert">
        {t('help.expired')}
      </Banner>
    );
  }
  return (
    <Banner tone="late" icon="alert" role="alert" headline={t('help.refused')}>
      {/* Which files, the list of files says. */}
      {failure.code !== 'unknown_reference' && problemWords(failure, t)}
    </Banner>
  );
}
