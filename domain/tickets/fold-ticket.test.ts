import { expect, test } from 'vitest';
import type { FactDraft, TicketFact } from './fact.ts';
import { foldTicket } from './fold-ticket.ts';
import type { Ticket } from './ticket.ts';

const created: FactDraft = {
  ...{
    type: 'created',
    by: 'customer',
    via: 'mail',
    status: 'new',
    priority: 'normal',
    teamId: 'team',
    assigneeId: null,
  },
  ...{ requesterId: 'customer', tags: ['b', 'a', 'b'], policyVersionId: 'policy', flowVersionIds: ['flow'] },
  ...{ messageId: 'first', followUpOfId: null },
};
const message: FactDraft = {
  ...{
    type: 'message',
    messageId: 'second',
    by: 'customer',
    authorId: 'customer',
    public: true,
    auto: false,
    via: 'mail',
  },
};
const status = (from: Ticket['status'], to: Ticket['status']): FactDraft => ({ type: 'status', from, to });
/** One command per fact, a second apart. */
const place = (drafts: readonly FactDraft[]): TicketFact[] =>
  drafts.map((draft, index) => {
    const where = { seq: index + 1, at: index * 1000, revision: index + 1 };
    return { ...draft, ...where, cause: { kind: 'engine' }, depth: 0 };
  });
const folded = (...drafts: FactDraft[]) => place([created, ...drafts]).reduce<Ticket | null>(foldTicket, null)!;

test('a ticket begins as its first fact says, with its tags sorted and each once', () => {
  expect(folded()).toEqual({
    ...{ status: 'new', priority: 'normal', teamId: 'team', assigneeId: null, requesterId: 'customer' },
    ...{ openedBy: 'customer', via: 'mail', tags: ['a', 'b'], policyVersionId: 'policy', flowVersionIds: ['flow'] },
    ...{ isSpam: false, isDeleted: false, mergedIntoId: null, followUpOfId: null, lastMessageId: 'first' },
    ...{ resolvedAt: null, loopedAt: null, revision: 1, lastSeq: 1, lastFactAt: 0, createdAt: 0, fields: {} },
  });
});

test('no other fact can be the first', () => {
  expect(() => foldTicket(null, place([message])[0]!)).toThrow('begins with "created"');
});

test.each<[string, FactDraft, Partial<Ticket>]>([
  ['priority', { type: 'priority', from: 'normal', to: 'high' }, { priority: 'high' }],
  ['team', { type: 'team', from: 'team', to: null }, { teamId: null }],
  ['assignee', { type: 'assignee', from: null, to: 'agent' }, { assigneeId: 'agent' }],
  ['tags', { type: 'tags', added: ['c', '_'], removed: ['a'] }, { tags: ['_', 'b', 'c'] }],
  ['policy', { type: 'policy', from: 'policy', to: null }, { policyVersionId: null }],
  ['flows', { type: 'flows', added: ['other', 'flow'] }, { flowVersionIds: ['flow', 'other'] }],
  [
    'another version of a flow',
    { type: 'operation', act: 'migrate', from: 'flow', to: 'newer', nodes: {} },
    { flowVersionIds: ['newer'] },
  ],
  ['merged', { type: 'merged', into: 'survivor' }, { mergedIntoId: 'survivor' }],
  ['spam', { type: 'spam' }, { isSpam: true }],
  ['deleted', { type: 'deleted' }, { isDeleted: true }],
  ['message', message, { lastMessageId: 'second' }],
  ['note', { ...message, public: false }, {}],
  ['automatic mail', { ...message, auto: true }, {}],
  ["a flow's word", { ...message, by: 'system' }, {}],
  ['subject', { type: 'subject' }, {}],
  ['absorbed', { type: 'absorbed', ticketId: 'other' }, {}],
  ['followed up', { type: 'followed_up', ticketId: 'other' }, {}],
  ['a type of newer code', { type: 'of_tomorrow' } as unknown as FactDraft, {}],
])('%s changes only what it is about, and the place in the history', (_, draft, change) => {
  expect(folded(draft)).toEqual({ ...folded(), ...change, revision: 2, lastSeq: 2, lastFactAt: 1000 });
});

test.each<[FactDraft, FactDraft]>([
  [
    { type: 'merged', into: 'survivor' },
    { type: 'unmerged', from: 'survivor' },
  ],
  [{ type: 'spam' }, { type: 'not_spam' }],
  [{ type: 'deleted' }, { type: 'restored' }],
])('what is undone leaves nothing but its place: %o', (away, back) => {
  expect(folded(away, back)).toEqual({ ...folded(), revision: 3, lastSeq: 3, lastFactAt: 2000 });
});

test('resolved since is the instant of resolving, and is over with any other status', () => {
  expect(folded(status('new', 'resolved'))).toMatchObject({ status: 'resolved', resolvedAt: 1000 });
  expect(folded(status('new', 'resolved'), status('resolved', 'closed'))).toMatchObject({ resolvedAt: null });
  expect(folded(status('new', 'resolved'), status('resolved', 'open'), status('open', 'resolved'))).toMatchObject({
    resolvedAt: 3000,
  });
});

test('a loop is marked since the first one, until an operator skips or tries again', () => {
  const loop: FactDraft = { type: 'loop', flowVersionId: 'flow', node: 'a' };
  const operation = (act: 'pause' | 'skip') =>
    ({ type: 'operation', ...(act === 'pause' ? { act } : { act, run: 1, path: '1' }) }) as FactDraft;
  expect(folded(loop, loop, operation('pause'))).toMatchObject({ loopedAt: 1000 });
  expect(folded(loop, operation('skip'))).toMatchObject({ loopedAt: null });
});
