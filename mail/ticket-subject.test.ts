import { expect, test } from 'vitest';
import { ticketSubject } from './ticket-subject.ts';

test.each([
  ['', '(no subject)'],
  ['Printer', 'Printer'],
  ['x'.repeat(250), 'x'.repeat(250)],
  ['x'.repeat(251), `${'x'.repeat(249)}…`],
  [`${'x'.repeat(248)}🖨🖨`, `${'x'.repeat(248)}…`],
])('%j', (subject, expected) => {
  expect(ticketSubject({ subject })).toBe(expected);
});
