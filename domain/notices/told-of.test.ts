import { expect, test } from 'vitest';
import type { FactDraft, TicketFact } from '../tickets/fact.ts';
import { toldOf, type NoticedTicket } from './told-of.ts';

const fact = (draft: FactDraft, cause: TicketFact['cause'] = { kind: 'person', id: 'bob' }): TicketFact => ({
  ...draft,
  ...{ seq: 2, at: 0, revision: 2, depth: 0, cause },
});
const ofMina: NoticedTicket = {
  assigneeId: 'mina',
  teamMemberIds: ['mina', 'bob', 'ada'],
  leadId: null,
  replyBy: null,
};
const ofNobody: NoticedTicket = { ...ofMina, assigneeId: null };
const message = { type: 'message', messageId: 'm', authorId: null, auto: false, via: 'mail' } as const;
const customer = { kind: 'customer', id: 'c' } as const;
const breach = { type: 'sla_breached', metric: 'resolution', openedBy: 1, percent: 100, dueAt: 0 } as const;
const engine = { kind: 'engine' } as const;
const told = (...asked: Parameters<typeof toldOf>) =>
  toldOf(...asked).map(({ staffId, event }) => `${staffId}: ${event}`);

test.each<[string, TicketFact, NoticedTicket, string[]]>([
  ['given to somebody', fact({ type: 'assignee', from: null, to: 'mina' }), ofMina, ['mina: assigned']],
  ['taken by oneself', fact({ type: 'assignee', from: null, to: 'bob' }), ofMina, []],
  [
    'given back',
    fact({ type: 'assignee', from: 'bob', to: null }),
    ofNobody,
    ['mina: new_in_team', 'ada: new_in_team'],
  ],
  [
    'back in the pool, for its assignee is away',
    fact({ type: 'assignee', from: 'eve', to: null }, customer),
    ofNobody,
    ['mina: new_in_team', 'bob: new_in_team', 'ada: new_in_team'],
  ],
  [
    'given back where there is no team',
    fact({ type: 'assignee', from: 'bob', to: null }),
    { ...ofNobody, teamMemberIds: [] },
    [],
  ],
  ['moved to a team', fact({ type: 'team', from: null, to: 't' }), ofNobody, ['mina: new_in_team', 'ada: new_in_team']],
  ['moved with its assignee', fact({ type: 'team', from: null, to: 't' }), ofMina, []],
  ['the customer writes', fact({ ...message, by: 'customer', public: true }, customer), ofMina, ['mina: answered']],
  [
    'the customer writes on nobody’s ticket',
    fact({ ...message, by: 'customer', public: true }, customer),
    ofNobody,
    ['mina: answered', 'bob: answered', 'ada: answered'],
  ],
  ['a machine writes for them', fact({ ...message, by: 'customer', public: true, auto: true }, customer), ofMina, []],
  ['a note by a colleague', fact({ ...message, by: 'agent', public: false }), ofMina, ['mina: noted']],
  ['one’s own note', fact({ ...message, by: 'agent', public: false }, { kind: 'person', id: 'mina' }), ofMina, []],
  ['a reply by a colleague', fact({ ...message, by: 'agent', public: true }), ofMina, []],
  ['a breach', fact(breach, engine), ofMina, ['mina: sla_breached']],
  [
    'a breach, to whoever leads the team, too',
    fact(breach, engine),
    { ...ofMina, leadId: 'ada' },
    ['mina: sla_breached', 'ada: sla_breached'],
  ],
  [
    'a breach of the lead’s own ticket, once',
    fact(breach, engine),
    { ...ofMina, leadId: 'mina' },
    ['mina: sla_breached'],
  ],
  [
    'a warning, to whose ticket it is alone',
    fact({ ...breach, type: 'sla_warning', percent: 90 }, engine),
    { ...ofMina, leadId: 'ada' },
    ['mina: sla_warning'],
  ],
  [
    'a breach of nobody’s ticket',
    fact(breach, engine),
    ofNobody,
    ['mina: sla_breached', 'bob: sla_breached', 'ada: sla_breached'],
  ],
  [
    'a reply that did not arrive',
    fact({ type: 'delivery', deliveryId: 'd', outcome: 'failed' }, engine),
    { ...ofMina, replyBy: 'ada' },
    ['ada: not_delivered'],
  ],
  [
    'one that did',
    fact({ type: 'delivery', deliveryId: 'd', outcome: 'sent' }, engine),
    { ...ofMina, replyBy: 'ada' },
    [],
  ],
])('%s', (_, happened, ticket, expected) => {
  expect(told(happened, ticket)).toEqual(expected);
});
