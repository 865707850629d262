import { useRouteError } from 'react-router';
import { Button } from '../shared/button/button.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { usePageTitle } from '../shared/page-title.ts';
import { PlainPage } from './plain-page.tsx';

/** A page that threw: what to do, and what to tell whoever can mend it. */
export function BrokenPage() {
  const { t } = useWords();
  const error = useRouteError();
  usePageTitle(t('shell.broken'));
  return (
    <PlainPage title={t('shell.broken')}>
      <p className="soft">{t('shell.brokenHint')}</p>
      <div className="acts">
        <Button kind="primary" icon="retry" onClick={() => location.reload()}>
          {t('problem.reload')}
        </Button>
        <Button onClick={() => location.assign('/')}>{t('shell.toStart')}</Button>
      </div>
      <details>
        <summary>{t('shell.technical')}</summary>
        <pre>{error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error)}</pre>
      </details>
    </PlainPage>
  );
}
