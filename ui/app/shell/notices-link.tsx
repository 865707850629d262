import { NavLink } from 'react-router';
import { MOST_NOTICES_COUNTED } from '#domain/contracts/notice';
import { formatNumber } from '../../shared/format/format-number.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

/** The bell: what one was told of, and of how many tickets something is unread. */
export function NoticesLink({ unread }: { readonly unread: number }) {
  const { t, locale } = useWords();
  const count = formatNumber(unread, locale);
  return (
    <NavLink className="item" to="/notices" title={t('notices.title')}>
      <Icon name="bell" />
      <span className="t cut">{t('notices.title')}</span>
      {unread > 0 && (
        <span className="count told">
          {unread >= MOST_NOTICES_COUNTED ? t('shell.atLeast', { number: count }) : count}
          <span className="vh"> {t('notices.onlyUnread')}</span>
        </span>
      )}
    </NavLink>
  );
}
