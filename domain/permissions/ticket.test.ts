import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { READY_MADE_ROLES, type ReadyMadeRole } from './role.ts';
import { canDelete, canNote, canOperate, canSee, canWork, type TicketScope } from './ticket.ts';

const ticket: TicketScope = {
  ...{ teamId: 'team', assigneeId: null, requesterId: 'me', organisationId: 'ours', isDeleted: false, isSpam: false },
};
const staff = (role: ReadyMadeRole, more: { id?: string; teamIds?: string[] } = {}): Actor => ({
  ...{ kind: 'staff', id: 'somebody', permissions: READY_MADE_ROLES[role], teamIds: [] },
  ...more,
});
const me: Actor = { kind: 'customer', id: 'me', organisationId: null };
const colleague: Actor = { kind: 'customer', id: 'you', organisationId: 'ours' };
const engine: Actor = { kind: 'engine' };

test.each<[string, Actor, Partial<TicketScope>, boolean]>([
  ['an admin sees every ticket', staff('admin'), {}, true],
  ['a supervisor sees every ticket', staff('supervisor'), {}, true],
  ["an agent does not see another team's", staff('agent'), {}, false],
  ["an agent sees their team's", staff('agent', { teamIds: ['other', 'team'] }), {}, true],
  ['an agent sees those of no team', staff('agent'), { teamId: null }, true],
  ['an agent sees their own, wherever it is', staff('agent', { id: 'a' }), { assigneeId: 'a' }, true],
  ["a light agent sees their team's", staff('light_agent', { teamIds: ['team'] }), {}, true],
  ["a light agent does not see another team's", staff('light_agent'), {}, false],
  ['an agent sees what is spam or deleted', staff('agent'), { teamId: null, isSpam: true, isDeleted: true }, true],
  ['a customer sees their own', me, {}, true],
  ["a customer does not see another customer's", { ...me, id: 'you' }, {}, false],
  ['one whose organisation shares tickets does', colleague, {}, true],
  ["and not those of another organisation's", colleague, { organisationId: 'theirs' }, false],
  ['nor of nobody’s', colleague, { organisationId: null }, false],
  ['nor what is spam', colleague, { isSpam: true }, false],
  ['a customer does not see what is spam', me, { isSpam: true }, false],
  ['a customer does not see what is deleted', me, { isDeleted: true }, false],
  ['the engine sees all', engine, { isDeleted: true }, true],
])('%s', (_, actor, scope, sees) => {
  expect(canSee(actor, { ...ticket, ...scope })).toBe(sees);
});

test.each<[string, Actor, { work: boolean; note: boolean; deletes: boolean; operate: boolean }]>([
  ['an admin', staff('admin'), { work: true, note: true, deletes: true, operate: true }],
  ['a supervisor', staff('supervisor'), { work: true, note: true, deletes: true, operate: true }],
  ['an agent', staff('agent'), { work: true, note: true, deletes: false, operate: false }],
  ['a light agent', staff('light_agent'), { work: false, note: true, deletes: false, operate: false }],
  ['a customer', me, { work: false, note: false, deletes: false, operate: false }],
  ['the engine', engine, { work: true, note: true, deletes: true, operate: true }],
])('what %s may do with what they see', (_, actor, may) => {
  const { work, note, deletes, operate } = may;
  expect(canWork(actor)).toBe(work);
  expect(canNote(actor)).toBe(note);
  expect(canDelete(actor)).toBe(deletes);
  expect(canOperate(actor)).toBe(operate);
});
