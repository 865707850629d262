import type { Viewer } from '#domain/contracts/session';
import { describe, expect, test } from 'vitest';
import { emptyDraft, isWritten, readDraft } from './draft.ts';

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${String(digit)}`;
const who = (...teamIds: string[]): Viewer => ({
  ...{
    staffId: id(1),
    name: 'Mara',
    email: 'mara@nixflow.example',
    role: { code: 'agent', name: 'Agent' },
    permissions: ['ticket.work'],
    teamIds,
  },
  mustChangePassword: false,
  csrfToken: 'x'.repeat(43),
});

describe('a new form', () => {
  test('is for whoever writes, in their team if it is one', () => {
    expect(emptyDraft(who(id(2)))).toMatchObject({ assigneeId: id(1), teamId: id(2) });
    expect(emptyDraft(who(id(2), id(3))).teamId).toBeNull();
    expect(emptyDraft(who()).teamId).toBeNull();
  });

  test('has a key of its own, and nothing to lose', () => {
    expect(emptyDraft(who()).idempotencyKey).not.toBe(emptyDraft(who()).idempotencyKey);
    expect(isWritten(emptyDraft(who()))).toBe(false);
    expect(isWritten({ ...emptyDraft(who()), body: 'They called' })).toBe(true);
    expect(isWritten({ ...emptyDraft(who()), fields: { [id(9)]: true } })).toBe(true);
    expect(isWritten({ ...emptyDraft(who()), requester: { kind: 'new', name: '', email: '' } })).toBe(true);
  });
});

test('a kept draft is read as it was; one of another version is none', () => {
  const draft = { ...emptyDraft(who(id(2))), subject: 'Labels', tags: ['printer'] };
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  expect([readDraft(null), readDraft('{'), readDraft(JSON.stringify({ ...draft, channel: 'fax' }))]).toEqual([null, null, null]); // prettier-ignore
});

test('what a list said of a customer besides loses no draft', () => {
  const found = { id: id(3), name: 'Ada', email: 'ada@example.com', isBlocked: false, organisation: null };
  const draft = { ...emptyDraft(who(id(2))), requester: { kind: 'known', customer: found } };
  expect(readDraft(JSON.stringify(draft))).toMatchObject({ requester: { customer: { id: id(3), name: 'Ada' } } });
});
