import { expect, test } from 'vitest';
import { findSettings } from './settings-frame.tsx';

const groups = [
  {
    heading: 'Desk',
    pages: [{ to: '/people', icon: 'user', name: 'People', settings: ['Absence', 'Role of somebody'] }],
  },
  { heading: 'More', pages: [{ to: '/teams', icon: 'inbox', name: 'Teams', settings: ['Lead of a team'] }] },
] as const;

test.each([
  ['lead', [{ to: '/teams', setting: 'Lead of a team', page: 'Teams' }]],
  ['  somebody ROLE ', [{ to: '/people', setting: 'Role of somebody', page: 'People' }]],
  ['people absence', [{ to: '/people', setting: 'Absence', page: 'People' }]],
  ['lead absence', []],
])('“%s” finds what has each of its words, or stands on a page that has', (wanted, found) => {
  expect(findSettings(groups, wanted)).toEqual(found);
});
