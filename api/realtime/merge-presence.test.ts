import { expect, test } from 'vitest';
import { mergePresence, type PresenceEntry } from './merge-presence.ts';

const entry = (staffId: string, state: PresenceEntry['state'], minute: number): PresenceEntry => ({
  ...{ staffId, state, name: staffId.toUpperCase() },
  socketId: `${staffId}-${state}-${String(minute)}`,
  since: `2026-01-05T08:0${String(minute)}:00.000Z`,
});
const at = (minute: number) => `2026-01-05T08:0${String(minute)}:00.000Z`;

test('several tabs of somebody are one person, who replies if they do in any, since the first did', () => {
  const entries = [
    ...[entry('a', 'viewing', 1), entry('a', 'replying', 5), entry('a', 'replying', 4), entry('a', 'viewing', 0)],
    ...[entry('b', 'viewing', 3), entry('b', 'viewing', 2)],
  ];
  const people = [
    { staffId: 'b', name: 'B', state: 'viewing', since: at(2) },
    { staffId: 'a', name: 'A', state: 'replying', since: at(4) },
  ];
  expect(mergePresence(entries)).toEqual(people);
  expect(mergePresence(entries.toReversed())).toEqual(people);
});

test('a name that could not be read is left out', () => {
  const [person] = mergePresence([{ ...entry('a', 'viewing', 1), name: null }]);
  expect(person).toEqual({ staffId: 'a', state: 'viewing', since: at(1) });
});
