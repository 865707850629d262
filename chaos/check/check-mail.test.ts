import type { LedgerState } from '#domain/mail/ledger';
import type { Queryable } from '#store/queryable';
import { readReceivedMessage } from '#testkit/received-message';
import { expect, test } from 'vitest';
import { checkMail } from './check-mail.ts';

const mail = (id: string) =>
  readReceivedMessage({
    from: '',
    to: [],
    connection: 1,
    answer: '250',
    raw: Buffer.from(`Message-ID: ${id}\r\n\r\nWords`),
  });

/** A ledger that says of each mail where it ended. */
const ledger = (states: Readonly<Record<string, LedgerState>>) =>
  ({
    query: (text: string) => {
      const mails = Object.entries(states).map(([messageId, state]) => ({
        id: messageId,
        messageId,
        state,
        attempt: 1,
      }));
      return Promise.resolve({ rows: text.includes('outgoing_mail') ? mails : [] });
    },
  }) as unknown as Queryable;

const found = async (states: Readonly<Record<string, LedgerState>>, before: string[], later: string[] = []) => {
  const arrived = { before: before.map(mail), now: [...before, ...later].map(mail) };
  return (await checkMail(ledger(states), arrived, [])).findings.map(({ what }) => what);
};

test.each<[string, ...Parameters<typeof found>]>([
  ['one that was sent came once', { a: 'sent' }, ['a']],
  ['it came while the ledger was read', { a: 'sent' }, [], ['a']],
  ['one that came after the ledger was read is not in it', { a: 'sent' }, ['a'], ['b']],
  ['of one that nobody knows of', { a: 'unknown', b: 'unknown' }, ['a']],
  ['one that was undone never came', { a: 'undone' }, []],
])('%s: nothing to find', async (_, ...seen) => {
  expect(await found(...seen)).toEqual([]);
});

test.each<[string, RegExp, ...Parameters<typeof found>]>([
  ['was sent and never came', /came 0 times/, { a: 'sent' }, []],
  ['came twice', /came 2 times/, { a: 'sent' }, ['a', 'a']],
  ['came twice, once while the ledger was read', /came 2 times/, { a: 'sent' }, ['a'], ['a']],
  ['came although it was undone', /is undone/, { a: 'undone' }, ['a']],
  ['is not in the ledger although it came before', /not in the ledger/, { a: 'sent' }, ['a', 'b']],
])('one that %s is found', async (_, what, ...seen) => {
  expect(await found(...seen)).toEqual([expect.stringMatching(what)]);
});
