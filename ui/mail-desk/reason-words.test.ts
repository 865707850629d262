import { classifyMail } from '#mail/classify-mail';
import { parseMail } from '#mail/parse-mail';
import type { MailUnreadableCode } from '#mail/parsed-mail';
import { buildRawMail } from '#testkit/factories/raw-mail';
import { expect, test } from 'vitest';
import { wordsOf } from '../shared/i18n/i18n.ts';
import { classWords, reasonWords, signWords } from './reason-words.ts';

const t = wordsOf({ language: 'en', tag: 'en-GB', timeZone: 'UTC' });
const unreadable: Record<MailUnreadableCode, true> = {
  ...{ empty: true, too_large: true, too_many_parts: true, too_deep: true },
  ...{ too_many_lines: true, headers_too_large: true, malformed: true },
};
const ofIntake = [
  'tried_too_often',
  'file_missing',
  'no_sender',
  'bounce',
  'report',
  'own',
  'duplicate',
  'automatic',
  'blocked',
];

test.each([...Object.keys(unreadable), ...ofIntake])('a mail that was put aside as %s says so in words', (code) => {
  expect(reasonWords(code, t)).toMatch(/^[A-Z].* /);
});

test.each(['ordinary', 'auto-reply', 'bounce', 'report', 'bulk', 'own'])('%s has a word', (kind) => {
  expect(classWords(kind, t)).not.toBe(kind);
});

const report = (type: string) => ({ 'Content-Type': `multipart/report; report-type=${type}; boundary=b` });
test.each<Record<string, string>>([
  {},
  { 'Auto-Submitted': 'auto-replied' },
  { 'X-Auto-Response-Suppress': 'All' },
  { Precedence: 'auto_reply' },
  { 'X-Autoreply': 'yes' },
  { Subject: 'Out of office: back on Monday' },
  { Precedence: 'bulk' },
  { 'List-Id': '<news.example.com>' },
  { 'X-Failed-Recipients': 'a@b.example' },
  { From: 'MAILER-DAEMON@mx.example' },
  report('disposition-notification'),
  report('delivery-status'),
  report('feedback-report'),
  report('tlsrpt'),
  report('unheard-of'),
  { 'X-NixFlow-Loop': 'ours' },
])('by what a mail with %j was told to be of its kind is said in words', async (headers) => {
  const mail = await parseMail(buildRawMail({ headers }));
  if (mail.kind !== 'mail') throw new Error('It cannot be read.');
  const { classReason } = classifyMail(mail, { isOurLoopHeader: () => true });
  expect(signWords(classReason, t)).toMatch(/^[A-Z].* /);
});

test('a code of a newer server stands for itself', () => {
  expect([reasonWords('greylisted', t), classWords('fax', t), signWords('smell', t)]).toEqual([
    ...['greylisted', 'fax', 'smell'],
  ]);
});
