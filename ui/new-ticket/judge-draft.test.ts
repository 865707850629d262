import { expect, test } from 'vitest';
import { wordsOf } from '../shared/i18n/i18n.ts';
import type { TicketDraft } from './draft.ts';
import { faultsOf, judgeDraft } from './judge-draft.ts';

const locale = { language: 'en', tag: 'en-GB', timeZone: 'UTC' } as const;
const id = '00000000-0000-4000-8000-000000000001';
const good: TicketDraft = {
  ...{ channel: 'phone', subject: 'Labels print blank', body: 'Since the update.', priority: 'normal' },
  requester: { kind: 'known', customer: { id, name: 'Hanne Vollmer', email: 'hanne@nordhafen.example' } },
  ...{ teamId: null, assigneeId: id, tags: ['printer', 'Rückruf'], fields: {}, idempotencyKey: 'k' },
};
const judge = (change: Partial<TicketDraft>) => judgeDraft({ ...good, ...change }, wordsOf(locale), locale);
const newCustomer = (name: string, email: string) => judge({ requester: { kind: 'new', name, email } });

test('what can be sent has no fault', () => {
  expect(judge({})).toEqual({});
  expect(newCustomer('Hanne', ' Hanne@Nordhafen.example ')).toEqual({});
});

test.each<[Partial<TicketDraft>, object]>([
  [{ requester: { kind: 'sought', text: 'Han' } }, { requester: 'Choose a customer, or enter a new one.' }],
  [{ subject: '  ' }, { subject: 'Enter a subject.' }],
  [{ subject: 'x'.repeat(251) }, { subject: 'At most 250 characters.' }],
  [{ subject: 'a\u0007b' }, { subject: 'One line, without control characters.' }],
  [{ body: '\n' }, { body: 'Write down what was said.' }],
  [{ body: 'x'.repeat(200_001) }, { body: 'At most 200,000 characters.' }],
  [
    { tags: ['fine', '-no'] },
    { tags: '“-no” is no tag: letters and digits, then also _ . : / and -, at most 64 in all.' },
  ],
  [{ tags: Array.from({ length: 101 }, (_, at) => `t${String(at)}`) }, { tags: 'At most 100 tags.' }],
])('%j is told at its field', (change, faults) => {
  expect(judge(change)).toEqual(faults);
});

test('a new customer has a name and an address', () => {
  expect(newCustomer('', '')).toEqual({ name: 'Enter the name.', email: 'Enter the e-mail address.' });
  expect(newCustomer('x'.repeat(121), 'hanne@')).toEqual({
    name: 'At most 120 characters.',
    email: 'This is no e-mail address, like name@example.com.',
  });
});

test('what the server finds stands at its field', () => {
  const error = (pointer: string) => ({ in: 'body' as const, pointer, code: 'x', message: pointer });
  expect(faultsOf([error('/tags/3'), error('/subject'), error('/unheard')])).toEqual({
    tags: '/tags/3',
    subject: '/subject',
  });
});
