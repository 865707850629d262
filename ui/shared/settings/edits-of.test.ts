import { expect, test } from 'vitest';
import { editsOf } from './edits-of.ts';

const shown = { name: 'Support', lead: 'ada' as string | null, members: ['ada', 'ben'] };

test.each([
  ['nothing was changed', shown, { was: {} }],
  ['a name', { ...shown, name: 'Help' }, { name: 'Help', was: { name: 'Support' } }],
  ['somebody is taken away', { ...shown, lead: null }, { lead: null, was: { lead: 'ada' } }],
  ['a list', { ...shown, members: ['ada'] }, { members: ['ada'], was: { members: ['ada', 'ben'] } }],
])('%s: only that is sent, with what stood there', (_, said, sent) => {
  expect(editsOf(shown, said)).toEqual(sent);
});
