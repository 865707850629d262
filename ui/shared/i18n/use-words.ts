import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { i18n } from './i18n.ts';
import { isLanguage, localeFor, type Language, type Locale } from './locale.ts';

/** What a component needs to say something. */
export interface Words {
  readonly t: TFunction;
  readonly locale: Locale;
}

const locales = new Map<Language, Locale>();

/** The words of the page's language, and how its dates and numbers are written. Renders again when another is chosen. */
export function useWords(): Words {
  const { t } = useTranslation(undefined, { i18n });
  return { t, locale: localeOfPage(isLanguage(i18n.language) ? i18n.language : 'en') };
}

/** The same object for the same language, so that it can be compared. */
function localeOfPage(language: Language): Locale {
  const known = locales.get(language);
  if (known) return known;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const preferred = typeof window === 'undefined' ? [] : navigator.languages;
  const locale = localeFor(language, preferred, timeZone);
  locales.set(language, locale);
  return locale;
}
