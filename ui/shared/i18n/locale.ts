/** The languages the product speaks; each under its own name in menus. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

/** One of them. */
export type Language = keyof typeof LANGUAGES;

/** How a person reads: language, the notation of dates and numbers, and the zone of times. */
export interface Locale {
  readonly language: Language;
  /** BCP 47, for `Intl`: `en-US`, `de-AT`. */
  readonly tag: string;
  /** IANA: `Europe/Berlin`. */
  readonly timeZone: string;
}

/** Notation where the person's own languages name no region of the chosen one. */
const usualTags: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Whether the product speaks it. */
export const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

/** The first of a person's languages (BCP 47, dearest first) that the product speaks, else English. */
export function languageFor(preferred: readonly string[]): Language {
  return preferred.map((tag) => languageOf(tag)).find(isLanguage) ?? 'en';
}

/** The locale of a language for somebody with these languages and this zone: their own region's notation where they name one. */
export function localeFor(language: Language, preferred: readonly string[], timeZone: string): Locale {
  const own = preferred.find((tag) => languageOf(tag) === language && tag.length > 2);
  return { language, tag: own ?? usualTags[language], timeZone };
}

const languageOf = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';
