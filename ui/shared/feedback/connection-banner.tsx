import { Button } from '../button/button.tsx';
import { formatShortInstant } from '../format/format-instant.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAtNow } from '../time/at-now.ts';
import { Banner } from './banner.tsx';

interface ConnectionBannerProps {
  /** Since when (ms). */
  readonly since: number;
  /** `computer`: its own network is away; `server`: nothing answers; `live`: the server answers, but changes do not come by themselves. */
  readonly lost: 'computer' | 'server' | 'live';
  readonly onTryNow: () => void;
}

/** That the page is cut off, since when, and that nothing typed is lost. */
export function ConnectionBanner({ since, lost, onTryNow }: ConnectionBannerProps) {
  const { t, locale } = useWords();
  const at = useAtNow((now) => formatShortInstant(since, now, locale));
  const headline = {
    computer: t('feedback.browserOffline', { at }),
    server: t('feedback.offline', { at }),
    live: t('feedback.notLive'),
  };
  return (
    <Banner
      tone="warn"
      icon="off"
      role="status"
      headline={headline[lost]}
      actions={
        <Button size="tiny" onClick={onTryNow}>
          {t('problem.tryNow')}
        </Button>
      }
    >
      {lost === 'live' ? t('feedback.notLiveHint') : t('feedback.offlineHint')}
    </Banner>
  );
}
