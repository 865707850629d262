import { useEffect } from 'react';
import { useWords } from './i18n/use-words.ts';

/**
 * Name the page: in its tab, and for screen readers when one comes to it (`RouteAnnouncer` reads it). Null: another part of
 * the page names it.
 */
export function usePageTitle(page: string | null): void {
  const { t } = useWords();
  const title = page === null ? null : t('shell.pageTitle', { page });
  useEffect(() => {
    if (title !== null) document.title = title;
  }, [title]);
}
