import { useLocation } from 'react-router';
import { ButtonLink } from '../shared/button/button.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { usePageTitle } from '../shared/page-title.ts';
import { PlainPage } from './plain-page.tsx';

/** An address that leads nowhere, and the way back. */
export function NotFoundPage() {
  const { t } = useWords();
  const { pathname } = useLocation();
  usePageTitle(t('shell.notFound'));
  return (
    <PlainPage title={t('shell.notFound')}>
      <p className="soft">{t('shell.notFoundHint', { path: pathname })}</p>
      <div className="acts">
        <ButtonLink to="/">{t('shell.toStart')}</ButtonLink>
      </div>
    </PlainPage>
  );
}
