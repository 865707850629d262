import { randomUUID } from 'node:crypto';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { setClockShift } from '#store/clock';
import { readFacts } from '#store/tickets/read-facts';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { READY_MADE_ROLES } from '#domain/permissions/role';
import { insertCustomer, insertPolicy, insertPolicyVersion, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addMessage } from './add-message.ts';
import { assignTicket } from './assign-ticket.ts';
import { changePriority } from './change-priority.ts';
import { changeStatus } from './change-status.ts';
import { changeSubject } from './change-subject.ts';
import { changeTags } from './change-tags.ts';
import type { CommandContext } from './command-context.ts';
import { deleteTicket, markSpam, restoreTicket, unmarkSpam } from './leave-queue.ts';
import { mergeTicket } from './merge-ticket.ts';
import { moveToTeam } from './move-to-team.ts';
import { openTicket } from './open-ticket.ts';
import { operateTicket } from './operate-ticket.ts';
import { ChainTooLong } from './ticket-work.ts';
import { unmergeTicket } from './unmerge-ticket.ts';

let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let admin: StaffActor;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});
beforeEach(async () => {
  await pool.query('DELETE FROM clock_shift');
  customer = await insertCustomer(pool);
  agent = await insertStaff(pool);
  admin = await insertStaff(pool, { role: 'admin' });
});

const as = (actor: Actor, more: Partial<CommandContext> = {}): CommandContext => ({
  pool,
  actor,
  deliverSoon: () => undefined,
  ...more,
});
const open = (by: Actor = customer) => openTicket(as(by), buildOpenTicketInput(customer.id));
const factsOf = async (ticketId: string) =>
  (await readFacts(pool, ticketId, { after: 0, limit: 1000 })).map(
    ({ seq, at, revision, cause, depth, ...draft }) => draft,
  );
const typesOf = async (ticketId: string) => (await factsOf(ticketId)).map(({ type }) => type);
const row = async (ticketId: string) =>
  (await pool.query<Record<string, unknown>>('SELECT * FROM ticket WHERE id = $1', [ticketId])).rows[0]!;
const write = (by: Actor, ticketId: string, more: object = {}) =>
  addMessage(as(by), { ticketId, public: true, body: 'Words', via: 'web', ...more });

test("a customer's ticket is new, and the first act of an agent opens it; one on its flows does not", async () => {
  const { ticketId } = await open();
  expect(await row(ticketId)).toMatchObject({ status: 'new', revision: 1, last_seq: 1 });
  await operateTicket(as(admin), { ticketId, operation: { act: 'pause' } });
  expect(await row(ticketId)).toMatchObject({ status: 'new', revision: 2 });
  await assignTicket(as(agent), { ticketId, assigneeId: agent.id });
  expect(await typesOf(ticketId)).toEqual(['created', 'operation', 'assignee', 'status']);
  expect(await row(ticketId)).toMatchObject({ status: 'open', revision: 3, assignee_id: agent.id });
});

test("an agent's ticket is open from the start", async () => {
  expect(await row((await open(agent)).ticketId)).toMatchObject({ status: 'open', opened_by: 'agent' });
});

test('customers open tickets of their own alone, and cannot say how urgent they are', async () => {
  const stranger = await insertCustomer(pool);
  await expect(openTicket(as(stranger), buildOpenTicketInput(customer.id))).rejects.toMatchObject({
    code: 'forbidden',
  });
  const urgent = buildOpenTicketInput(customer.id, { priority: 'urgent' });
  await expect(openTicket(as(customer), urgent)).rejects.toMatchObject({ code: 'forbidden' });
});

test('what does not exist cannot be named', async () => {
  for (const wrong of [{ requesterId: randomUUID() }, { teamId: randomUUID() }, { assigneeId: randomUUID() }]) {
    const input = { ...buildOpenTicketInput(customer.id), ...wrong };
    await expect(openTicket(as(admin), input)).rejects.toMatchObject({ code: 'unknown_reference' });
  }
  const { ticketId } = await open();
  const light = await insertStaff(pool, { role: 'light_agent' });
  await expect(assignTicket(as(agent), { ticketId, assigneeId: light.id })).rejects.toMatchObject({
    code: 'unknown_reference',
  });
  await expect(moveToTeam(as(agent), { ticketId, teamId: randomUUID() })).rejects.toMatchObject({
    code: 'unknown_reference',
  });
});

test('outside the scope is not found, like what does not exist; seen but not allowed is forbidden', async () => {
  const { ticketId } = await open();
  await moveToTeam(as(admin), { ticketId, teamId: await insertTeam(pool) });
  const stranger = await insertCustomer(pool);
  for (const actor of [stranger, agent]) {
    await expect(write(actor, ticketId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(write(actor, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  }
  const other = await open();
  const light = await insertStaff(pool, { role: 'light_agent' });
  await expect(write(light, other.ticketId)).rejects.toMatchObject({ code: 'forbidden' });
  await write(light, other.ticketId, { public: false });
  await expect(write(customer, other.ticketId, { public: false })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(deleteTicket(as(agent), { ticketId: other.ticketId })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    operateTicket(as(agent), { ticketId: other.ticketId, operation: { act: 'pause' } }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test.each(['pending', 'on_hold', 'resolved'] as const)(
  "a customer's word opens a ticket again that was %s",
  async (status) => {
    const { ticketId } = await open();
    await changeStatus(as(agent), { ticketId, status });
    await write(customer, ticketId);
    expect((await factsOf(ticketId)).slice(-2)).toMatchObject([
      { type: 'message', by: 'customer' },
      { type: 'status', from: status, to: 'open' },
    ]);
  },
);

test("a customer's word on a closed ticket opens a follow-up; an agent may reopen the closed one", async () => {
  const { ticketId } = await open();
  const teamId = await insertTeam(pool);
  await assignTicket(as(agent), { ticketId, assigneeId: agent.id });
  await moveToTeam(as(admin), { ticketId, teamId });
  await assignTicket(as(admin), { ticketId, assigneeId: agent.id });
  await changePriority(as(agent), { ticketId, priority: 'high' });
  await changeStatus(as(agent), { ticketId, status: 'closed' });
  const followUp = await write(customer, ticketId);
  expect(await row(followUp.ticketId)).toMatchObject({
    follow_up_of_id: ticketId,
    status: 'new',
    requester_id: customer.id,
    subject: 'The printer is on fire',
    team_id: teamId,
    priority: 'high',
    assignee_id: null,
    last_message_id: followUp.messageId,
  });
  expect((await factsOf(ticketId)).at(-1)).toEqual({ type: 'followed_up', ticketId: followUp.ticketId });
  await changeStatus(as(agent), { ticketId, status: 'open' });
  expect(await row(ticketId)).toMatchObject({ status: 'open', resolved_at: null });
});

test('what follows a closed ticket of a team that is not active any more is of no team', async () => {
  const { ticketId } = await open();
  const teamId = await insertTeam(pool);
  await moveToTeam(as(admin), { ticketId, teamId });
  await changeStatus(as(admin), { ticketId, status: 'closed' });
  await pool.query('UPDATE team SET is_active = false WHERE id = $1', [teamId]);
  const followUp = await write(customer, ticketId);
  expect(await row(followUp.ticketId)).toMatchObject({ follow_up_of_id: ticketId, team_id: null });
  expect(await row(ticketId)).toMatchObject({ team_id: teamId });
});

test('what changes nothing writes no fact', async () => {
  const { ticketId } = await open(agent);
  const before = await row(ticketId);
  await changeStatus(as(agent), { ticketId, status: 'open' });
  await changePriority(as(agent), { ticketId, priority: 'normal' });
  await assignTicket(as(agent), { ticketId, assigneeId: null });
  await moveToTeam(as(agent), { ticketId, teamId: null });
  await changeSubject(as(agent), { ticketId, subject: before['subject'] as string });
  await changeTags(as(agent), { ticketId, add: [], remove: ['absent'] });
  await unmarkSpam(as(agent), { ticketId });
  await restoreTicket(as(admin), { ticketId });
  expect(await row(ticketId)).toEqual(before);
});

test.each([
  ['not spam', markSpam, unmarkSpam],
  ['restored', deleteTicket, restoreTicket],
])(
  'done again it changes nothing; a new ticket that is %s is opened first, and then comes back',
  async (_, leave, back) => {
    const { ticketId } = await open();
    const left = await leave(as(admin), { ticketId });
    expect(await leave(as(admin), { ticketId })).toEqual(left);
    expect(await row(ticketId)).toMatchObject({ status: 'new' });
    const returned = await back(as(admin), { ticketId });
    expect(await back(as(admin), { ticketId })).toEqual(returned);
    expect((await typesOf(ticketId)).slice(2)).toEqual(['status', back === unmarkSpam ? 'not_spam' : 'restored']);
  },
);

test('what a workflow writes is no word of a person, so no reply is stale by it', async () => {
  const { ticketId, messageId } = await open();
  await write({ kind: 'engine' }, ticketId);
  expect((await factsOf(ticketId)).at(-1)).toMatchObject({ type: 'message', by: 'system', authorId: null, auto: true });
  await write(agent, ticketId, { lastMessageId: messageId });
});

test('every subject is kept beside its fact', async () => {
  const { ticketId } = await open();
  await changeSubject(as(agent), { ticketId, subject: 'Another name' });
  const { rows } = await pool.query('SELECT seq, subject FROM ticket_subject WHERE ticket_id = $1 ORDER BY seq', [
    ticketId,
  ]);
  expect(rows).toEqual([
    { seq: 1, subject: 'The printer is on fire' },
    { seq: 2, subject: 'Another name' },
  ]);
  expect(await row(ticketId)).toMatchObject({ subject: 'Another name' });
});

test('a ticket has a hundred tags at most; those it has can be changed for others', async () => {
  const { ticketId } = await open();
  const some = (from: number, count: number) => Array.from({ length: count }, (_, index) => `t${String(from + index)}`);
  const change = (add: readonly string[], remove: readonly string[] = []) =>
    changeTags(as(agent), { ticketId, add, remove });
  await change(some(0, 100));
  await expect(change(['more'])).rejects.toMatchObject({ code: 'not_possible' });
  await change(['more'], ['t0']);
  await change(['more'], []);
});

test('tags are a set', async () => {
  const { ticketId } = await open(agent);
  await changeTags(as(agent), { ticketId, add: ['vip', 'billing', 'vip'], remove: [] });
  await changeTags(as(agent), { ticketId, add: ['vip', 'hardware'], remove: ['billing'] });
  expect(await row(ticketId)).toMatchObject({ tags: ['hardware', 'vip'] });
  expect((await factsOf(ticketId)).at(-1)).toEqual({ type: 'tags', added: ['hardware'], removed: ['billing'] });
});

test('moved to another team, a ticket leaves whoever is not in it', async () => {
  const [teamId, otherTeam] = [await insertTeam(pool), await insertTeam(pool)];
  const member = await insertStaff(pool, { teamIds: [teamId] });
  const { ticketId } = await open();
  await assignTicket(as(admin), { ticketId, assigneeId: member.id });
  await moveToTeam(as(admin), { ticketId, teamId });
  expect(await row(ticketId)).toMatchObject({ team_id: teamId, assignee_id: member.id });
  await moveToTeam(as(admin), { ticketId, teamId: otherTeam });
  expect(await row(ticketId)).toMatchObject({ team_id: otherTeam, assignee_id: null });
  await assignTicket(as(admin), { ticketId, assigneeId: member.id });
  await moveToTeam(as(admin), { ticketId, teamId: null });
  expect(await row(ticketId)).toMatchObject({ team_id: null, assignee_id: member.id });
});

test('an edit is stale only if the same field was changed after what its author saw', async () => {
  const { ticketId, revision } = await open(agent);
  await changePriority(as(admin), { ticketId, priority: 'high' });
  await changeStatus(as(agent), { ticketId, status: 'pending', revision });
  await expect(changePriority(as(agent), { ticketId, priority: 'low', revision })).rejects.toMatchObject({
    code: 'stale',
    news: [{ seq: 2, type: 'priority', by: 'person' }],
  });
  await changePriority(as(agent), { ticketId, priority: 'low', revision: revision + 1 });
});

test("a reply is stale only if a person's public message follows the one its writer saw", async () => {
  const { ticketId, messageId } = await open();
  await write(agent, ticketId, { public: false });
  const first = await write(agent, ticketId, { lastMessageId: messageId });
  await write(customer, ticketId);
  await expect(write(agent, ticketId, { lastMessageId: first.messageId })).rejects.toMatchObject({
    code: 'stale',
    news: [{ type: 'message', by: 'customer' }],
  });
  await write(agent, ticketId, { lastMessageId: first.messageId, public: false });
  await expect(write(agent, ticketId, { lastMessageId: randomUUID() })).rejects.toMatchObject({
    code: 'unknown_reference',
  });
});

test('a merged ticket leads to its survivor, and is itself again when the merge is undone', async () => {
  const [a, b, c] = [await open(), await open(), await open()];
  await mergeTicket(as(agent), { ticketId: a.ticketId, into: b.ticketId });
  await mergeTicket(as(agent), { ticketId: b.ticketId, into: c.ticketId });
  expect((await write(customer, a.ticketId)).ticketId).toBe(c.ticketId);
  for (const [ticketId, into] of [
    [c, a],
    [a, a],
    [a, c],
  ] as const) {
    await expect(mergeTicket(as(agent), { ticketId: ticketId.ticketId, into: into.ticketId })).rejects.toMatchObject({
      code: 'not_possible',
    });
  }
  await unmergeTicket(as(agent), { ticketId: a.ticketId });
  expect(await row(a.ticketId)).toMatchObject({ merged_into_id: null });
  expect((await factsOf(c.ticketId)).at(-1)).toEqual({ type: 'gave_back', ticketId: a.ticketId });
  expect((await write(customer, a.ticketId)).ticketId).toBe(a.ticketId);
  await expect(unmergeTicket(as(agent), { ticketId: a.ticketId })).rejects.toMatchObject({ code: 'not_possible' });
});

test('two who merge each way at once end with one merge, and no circle', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [a, b] = [await open(), await open()];
    const results = await Promise.allSettled([
      mergeTicket(as(agent), { ticketId: a.ticketId, into: b.ticketId }),
      mergeTicket(as(agent), { ticketId: b.ticketId, into: a.ticketId }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const merged = [(await row(a.ticketId))['merged_into_id'], (await row(b.ticketId))['merged_into_id']];
    expect(merged.filter((into) => into !== null)).toHaveLength(1);
  }
});

test('spam and deleted tickets leave the queue, are nothing to their customer, and come back', async () => {
  const { ticketId } = await open();
  await markSpam(as(agent), { ticketId });
  await expect(write(customer, ticketId)).rejects.toMatchObject({ code: 'not_found' });
  await unmarkSpam(as(agent), { ticketId });
  await deleteTicket(as(admin), { ticketId });
  await expect(write(customer, ticketId)).rejects.toMatchObject({ code: 'not_found' });
  await restoreTicket(as(admin), { ticketId });
  expect(await typesOf(ticketId)).toEqual(['created', 'spam', 'status', 'not_spam', 'deleted', 'restored']);
  await write(customer, ticketId);
});

test('the first policy that matches applies, is pinned, and gives way only to another', async () => {
  const mine = { field: 'requester', op: 'is', value: customer.id } as const;
  const body = (seconds: number) => ({ targets: { normal: { firstResponse: seconds } }, pauses: {}, warnAt: [] });
  const vip = await insertPolicy(pool, {
    body: body(60),
    position: 1,
    condition: { all: [mine, { field: 'tags', op: 'has', value: 'vip' }] },
  });
  const usual = await insertPolicy(pool, { body: body(600), position: 2, condition: mine });
  const { ticketId } = await open();
  expect(await row(ticketId)).toMatchObject({ policy_version_id: usual.versionId });
  await insertPolicyVersion(pool, usual.id, { body: body(900), condition: mine });
  await changeTags(as(agent), { ticketId, add: ['other'], remove: [] });
  expect(await row(ticketId)).toMatchObject({ policy_version_id: usual.versionId });
  await changeTags(as(agent), { ticketId, add: ['vip'], remove: [] });
  expect(await row(ticketId)).toMatchObject({ policy_version_id: vip.versionId });
  expect((await factsOf(ticketId)).at(-1)).toEqual({ type: 'policy', from: usual.versionId, to: vip.versionId });
});

test('with a key a command is done once, whoever asks at the same time, for a day', async () => {
  const { ticketId } = await open();
  const key = randomUUID();
  const send = (body: string) =>
    addMessage(as(agent, { idempotencyKey: key }), { ticketId, public: true, body, via: 'web' });
  const replies = await Promise.all([send('Once'), send('Once'), send('Once')]);
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(await typesOf(ticketId)).toEqual(['created', 'message', 'status']);
  await expect(send('Twice')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  await setClockShift(pool, 24 * 3600 * 1000 + 1000);
  await send('The next day');
  expect((await typesOf(ticketId)).filter((type) => type === 'message')).toHaveLength(2);
});

test('a command that failed keeps no key', async () => {
  const { ticketId } = await open();
  const key = { idempotencyKey: randomUUID() };
  const light = await insertStaff(pool, { role: 'light_agent' });
  await expect(changeStatus(as(light, key), { ticketId, status: 'open' })).rejects.toMatchObject({ code: 'forbidden' });
  await pool.query(`UPDATE staff SET role = 'agent' WHERE id = $1`, [light.id]);
  await changeStatus(as({ ...light, permissions: READY_MADE_ROLES.agent }, key), { ticketId, status: 'open' });
});

test('flows that answered each other ten times are stopped', async () => {
  const { ticketId } = await open();
  const origin = (depth: number) => ({
    cause: { kind: 'flow', ticketId, flowVersionId: randomUUID(), run: 1, path: '1.1', node: 'a' } as const,
    depth,
  });
  const engine = (depth: number) => as({ kind: 'engine' }, { origin: origin(depth) });
  await changePriority(engine(10), { ticketId, priority: 'high' });
  await expect(changePriority(engine(11), { ticketId, priority: 'low' })).rejects.toThrow(ChainTooLong);
});
