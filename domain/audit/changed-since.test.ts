import { expect, test } from 'vitest';
import { changedSince } from './changed-since.ts';

test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
  ['nothing was seen', {}, { name: 'Support' }, []],
  ['it is as it was', { name: 'Support', lead: null }, { name: 'Support', lead: null }, []],
  ['something else changed', { name: 'Support' }, { name: 'Support', isActive: false }, []],
  ['another name', { name: 'Support', lead: null }, { name: 'Help', lead: 'ada' }, ['name', 'lead']],
  ['it is empty now', { lead: 'ada' }, { lead: null }, ['lead']],
  ['a list in another order', { members: ['ada', 'ben'] }, { members: ['ben', 'ada'] }, []],
  ['one more in a list', { members: ['ada'] }, { members: ['ada', 'ben'] }, ['members']],
  ['as many, but another', { members: ['ada'] }, { members: ['ben'] }, ['members']],
  [
    'things in an order',
    { lines: [{ group: 'a' }, { group: 'b' }] },
    { lines: [{ group: 'b' }, { group: 'a' }] },
    ['lines'],
  ],
  ['a part that was not named', { fields: { tier: 1 } }, { fields: { tier: 1, seats: 4 } }, []],
  ['a part that was named', { fields: { tier: 1 } }, { fields: { tier: 2 } }, ['fields']],
  ['a part that was empty', { fields: { tier: null } }, { fields: {} }, []],
  ['nothing where there was a thing', { absence: { from: 'x' } }, { absence: null }, ['absence']],
])('%s', (_, seen, now, changed) => {
  expect(changedSince(seen, now)).toEqual(changed);
});
