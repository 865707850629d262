import { useEffect } from 'react';
import { useWords } from './i18n/use-words.ts';

/** Name the page: in its tab, and for screen readers when one comes to it (`RouteAnnouncer` reads it). */
export function usePageTitle(page: string): void {
  const { t } = useWords();
  const title = t('shell.pageTitle', { page });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
