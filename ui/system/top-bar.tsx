import { Link } from 'react-router';
import { Icon } from '../shared/icon/icon.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Mark } from '../shared/mark.tsx';
import { useIsLive } from '../shared/realtime.ts';

/** The product's name, the way into it, and whether changes arrive by themselves. */
export function TopBar() {
  const { t } = useWords();
  const isLive = useIsLive();
  return (
    <header className="system-top">
      <Mark />
      {t('shell.product')}
      <span
        className={`state ${isLive ? 'ok' : 'warn'}`}
        role="status"
        title={isLive ? t('system.liveHint') : t('system.notLiveHint')}
      >
        <Icon name={isLive ? 'check-circle' : 'off'} />
        {isLive ? t('system.live') : t('system.notLive')}
      </span>
      <Link className="link" to="/">
        {t('shell.toStart')}
      </Link>
    </header>
  );
}
