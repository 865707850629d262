import type { PresentPerson } from '#domain/contracts/presence';
import { expect, test } from 'vitest';
import type { RowTicket } from '../../shared/row/row-ticket.ts';
import { withPresence } from './with-presence.ts';

const row: RowTicket = {
  ...{ ticketId: 't', number: 1, subject: 'Printer', priority: 'normal', requester: 'Ann', preview: 'It smokes' },
  ...{ tags: [], isUnread: false, clock: { state: 'none' } },
  assignee: { staffId: 'mina', name: 'Mina Kowal', isMe: false },
};
const person = (staffId: string, state: PresentPerson['state'], name = `${staffId} Who`): PresentPerson => ({
  ...{ staffId, name, state, since: '2026-11-24T11:44:00.000Z' },
});

test('a row says who writes an answer, and that its assignee is there', () => {
  const seen = withPresence(row, [person('mina', 'viewing'), person('bob', 'replying')], 'me');
  expect(seen).toMatchObject({ replying: 'bob Who', assignee: { presence: 'looking' } });
  expect(withPresence(row, [person('mina', 'replying')], 'me')).toMatchObject({
    ...{ replying: 'mina Who', assignee: { presence: 'replying' } },
  });
});

test('others who only look, and readers themselves, change nothing in a row', () => {
  expect(withPresence(row, [person('bob', 'viewing'), person('me', 'replying')], 'me')).toEqual(row);
  expect(withPresence(row, [person('mina', 'replying')], 'mina')).toEqual(row);
  expect(withPresence({ ...row, assignee: null }, [person('bob', 'viewing')], 'me').assignee).toBeNull();
});
