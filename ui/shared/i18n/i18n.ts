import { createInstance, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { catalogue } from '../../catalogue/catalogue.ts';
import { isLanguage, languageFor, type Language, type Locale } from './locale.ts';

/** Where a browser keeps the language that was chosen in it. */
const key = 'nixflow.language';

/** Every word, in the language of the page. Both languages are at hand, so nothing is ever shown without its words. */
export const i18n = createInstance({
  lng: firstLanguage(),
  fallbackLng: false,
  resources: { en: { translation: catalogue.en }, de: { translation: catalogue.de } },
  interpolation: { escapeValue: false },
  initAsync: false,
});
void i18n.use(initReactI18next).init();
showLanguage();
i18n.on('languageChanged', showLanguage);

/** Speak this language from now on, in this browser. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(key, language);
  void i18n.changeLanguage(language);
}

/** The words of a locale, for what is computed outside a component. */
export const wordsOf = ({ language }: Locale): TFunction => i18n.getFixedT(language);

function firstLanguage(): Language {
  if (typeof window === 'undefined') return 'en';
  const chosen = localStorage.getItem(key);
  return chosen !== null && isLanguage(chosen) ? chosen : languageFor(navigator.languages);
}

/** Screen readers choose their voice, and browsers their hyphens, by it. */
function showLanguage(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = i18n.language;
}
