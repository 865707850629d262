import { describe, expect, test } from 'vitest';
import { languageFor, localeFor } from './locale.ts';

describe('the language of a page', () => {
  test.each([
    [['de-AT', 'en'], 'de'],
    [['fr-CA', 'DE', 'en-US'], 'de'],
    [['fr', 'ja'], 'en'],
    [[], 'en'],
  ])('%j reads %s', (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });

  test.each([
    ['en', ['de-DE', 'en-US'], 'en-US'],
    ['en', ['de-DE'], 'en-GB'],
    ['de', ['de', 'de-CH'], 'de-CH'],
    ['de', ['en-US'], 'de-DE'],
  ] as const)('%s for somebody with %j is written as in %s', (language, preferred, tag) => {
    expect(localeFor(language, preferred, 'UTC')).toEqual({ language, tag, timeZone: 'UTC' });
  });
});
