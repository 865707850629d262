import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { WordTree } from './define-words.ts';

/** Every string with the path that leads to it. */
function flatten(tree: WordTree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
}

const english = new Map(flatten(catalogue.en));
const german = new Map(flatten(catalogue.de));
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map(([, name]) => name).sort();
const pluralForms = (keys: Iterable<string>) => {
  const forms = new Map<string, string[]>();
  for (const key of keys) {
    const [, stem, form] = /^(.+)_(zero|one|two|few|many|other)$/.exec(key) ?? [];
    if (stem && form) forms.set(stem, [...(forms.get(stem) ?? []), form]);
  }
  return forms;
};

describe('the catalogue', () => {
  test('has every word in both languages', () => {
    expect([...german.keys()]).toEqual([...english.keys()]);
  });

  test.each([...english.keys()])('%s says something, with the same things put in', (key) => {
    const [en, de] = [english.get(key) ?? '', german.get(key) ?? ''];
    expect(en.trim()).not.toBe('');
    expect(de.trim()).not.toBe('');
    expect(placeholders(de)).toEqual(placeholders(en));
  });

  test.each([
    ['en', english],
    ['de', german],
  ])('%s has each plural form the language knows', (language, words) => {
    const known = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    for (const [stem, forms] of pluralForms(words.keys())) expect([stem, forms.sort()]).toEqual([stem, known]);
  });

  test('does not shout, blame or celebrate', () => {
    for (const words of [english, german])
      for (const text of words.values()) expect(text).not.toMatch(/!|oops|successfully|erfolgreich|please/i);
  });
});
