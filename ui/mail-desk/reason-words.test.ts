import type { MailUnreadableCode } from '#mail/parsed-mail';
import { expect, test } from 'vitest';
import { wordsOf } from '../shared/i18n/i18n.ts';
import { classWords, reasonWords } from './reason-words.ts';

const t = wordsOf({ language: 'en', tag: 'en-GB', timeZone: 'UTC' });
const unreadable: Record<MailUnreadableCode, true> = {
  ...{ empty: true, too_large: true, too_many_parts: true, too_deep: true },
  ...{ too_many_lines: true, headers_too_large: true, malformed: true },
};
const ofIntake = ['tried_too_often', 'file_missing', 'no_sender', 'bounce', 'report', 'own', 'duplicate', 'automatic'];

test.each([...Object.keys(unreadable), ...ofIntake])('a mail that was put aside as %s says so in words', (code) => {
  expect(reasonWords(code, t)).toMatch(/^[A-Z].* /);
});

test.each(['ordinary', 'auto-reply', 'bounce', 'report', 'bulk', 'own'])('%s has a word', (kind) => {
  expect(classWords(kind, t)).not.toBe(kind);
});

test('a code of a newer server stands for itself', () => {
  expect([reasonWords('greylisted', t), classWords('fax', t)]).toEqual(['greylisted', 'fax']);
});
