import { expect, test } from 'vitest';
import { mailSubject } from './mail-subject.ts';

test.each([
  ['Printer on fire', true, '[#1042] Re: Printer on fire'],
  ['Printer on fire', false, '[#1042] Printer on fire'],
  ['RE: Printer on fire', true, '[#1042] RE: Printer on fire'],
  ['Re: [#1042] Printer on fire', true, '[#1042] Re: Printer on fire'],
  ['Printer on  fire', false, '[#1042] Printer on  fire'],
  ['', false, '[#1042]'],
])('"%s" (reply: %s)', (subject, isReply, mail) => {
  expect(mailSubject(1042, subject, isReply)).toBe(mail);
});

test('no subject is longer than servers like', () => {
  expect(mailSubject(1, 'x'.repeat(400), true)).toHaveLength(250);
});
