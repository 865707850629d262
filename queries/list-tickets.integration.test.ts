import { randomUUID } from 'node:crypto';
import { addMessage } from '#commands/tickets/add-message';
import { undoReply } from '#commands/mail/undo-reply';
import { changePriority } from '#commands/tickets/change-priority';
import { changeStatus } from '#commands/tickets/change-status';
import { deleteTicket, markSpam } from '#commands/tickets/leave-queue';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { openTicket, type OpenTicketInput } from '#commands/tickets/open-ticket';
import { ticketListQuery, type TicketList } from '#domain/contracts/ticket-list';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countTickets } from './count-tickets.ts';
import { listTickets } from './list-tickets.ts';

let desk: TestDesk;
let customer: Extract<Actor, { kind: 'customer' }>;
let teamId: string;
let agent: StaffActor;
let supervisor: StaffActor;

beforeAll(async () => {
  desk = await openTestDesk();
  const targets = { urgent: { firstResponse: 60 }, high: { firstResponse: 3600 }, normal: { resolution: 7200 } };
  await insertPolicy(desk.pool, { body: { targets, pauses: { resolution: ['pending'] }, warnAt: [50, 75] } });
});
beforeEach(async () => {
  // Each story has the queue to itself.
  await desk.pool.query(`UPDATE ticket SET is_deleted = true`);
  customer = await insertCustomer(desk.pool);
  teamId = await insertTeam(desk.pool);
  agent = await insertStaff(desk.pool, { teamIds: [teamId] });
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
});

const as = (actor: Actor) => desk.as(actor);
const passSeconds = (seconds: number) => desk.passSeconds(seconds);
const open = async (more: Partial<OpenTicketInput> = {}) =>
  (await openTicket(as(supervisor), buildOpenTicketInput(customer.id, more))).ticketId;
/** By the customer, so that a first response is waited for. */
const ask = async (priority: OpenTicketInput['priority']) => {
  const { ticketId } = await openTicket(as(customer), buildOpenTicketInput(customer.id));
  await changePriority(as({ kind: 'engine' }), { ticketId, priority });
  return ticketId;
};
const list = (who: Actor, query: object = {}): Promise<TicketList> =>
  listTickets(desk.pool, who, ticketListQuery.parse(query));
const idsOf = async (who: Actor, query: object = {}) =>
  (await list(who, query)).tickets.map(({ ticketId }) => ticketId);
describe('the order', () => {
  test('is by the clock that ends first: late ones, then those that run, then those that stand still', async () => {
    const urgent = await ask('urgent');
    const high = await ask('high');
    const paused = await open();
    await changeStatus(as(supervisor), { ticketId: paused, status: 'pending' });
    const normal = await open();
    await passSeconds(90);
    const { tickets } = await list(supervisor);
    expect(tickets.map(({ ticketId }) => ticketId)).toEqual([urgent, high, normal, paused]);
    expect(tickets.map(({ clock }) => [clock?.metric, clock?.state])).toEqual([
      ...[
        ['firstResponse', 'running'],
        ['firstResponse', 'running'],
      ],
      ...[
        ['resolution', 'running'],
        ['resolution', 'paused'],
      ],
    ]);
    expect(tickets[0]?.clock?.breachedAt).toBe(tickets[0]?.clock?.dueAt);
    expect(tickets[1]?.clock?.warningsAhead).toHaveLength(2);
  });

  test('is by what changed or was opened last, if asked', async () => {
    const [one, two] = [await open(), await open()];
    await addMessage(as(supervisor), { ticketId: one, public: false, body: 'A note', via: 'web' });
    expect(await idsOf(supervisor, { sort: 'changed' })).toEqual([one, two]);
    expect(await idsOf(supervisor, { sort: 'created' })).toEqual([two, one]);
  });

  test.each(['clock', 'changed', 'created'])('by %s is kept from page to page, each ticket once', async (sort) => {
    const all = await Promise.all(
      Array.from({ length: 7 }, (_, n) => (n % 2 === 0 ? open() : open({ priority: 'low' }))),
    );
    const whole = await idsOf(supervisor, { sort });
    const pages: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page: TicketList = await list(supervisor, { sort, limit: 3, ...(after && { after }) });
      pages.push(...page.tickets.map(({ ticketId }) => ticketId));
      after = page.next;
    }
    expect(pages).toEqual(whole);
    expect([...pages].sort()).toEqual(all.sort());
  });

  test('of another list does not go on in this one', async () => {
    await Promise.all([open(), open()]);
    const { next } = await list(supervisor, { sort: 'created', limit: 1 });
    await expect(list(supervisor, { sort: 'changed', after: next })).rejects.toMatchObject({
      ...{ code: 'invalid_request', errors: [{ in: 'query', pointer: '/after' }] },
    });
  });

  test('by clocks is not for tickets whose clocks have ended', () => {
    expect(ticketListQuery.safeParse({ sort: 'clock', status: 'open,closed' }).error?.issues[0]?.path).toEqual([
      'sort',
    ]);
    expect(ticketListQuery.safeParse({ sort: 'clock', away: 'spam' }).success).toBe(false);
  });
});

describe('a filter', () => {
  test('by status shows those, and the queue without one', async () => {
    const [fresh, resolved] = [await ask('normal'), await open()];
    await changeStatus(as(supervisor), { ticketId: resolved, status: 'resolved' });
    expect(await idsOf(supervisor)).toEqual([fresh]);
    expect(await idsOf(supervisor, { status: 'resolved,closed' })).toEqual([resolved]);
    expect((await list(supervisor, { status: 'new,resolved' })).tickets).toHaveLength(2);
    expect(ticketListQuery.safeParse({ status: 'new,lost' }).success).toBe(false);
  });

  test('by team, by assignee, by requester', async () => {
    const other = await insertCustomer(desk.pool);
    const ours = await open({ teamId });
    const mine = await open({ assigneeId: agent.id });
    const theirs = await open({ requesterId: other.id });
    const of = (query: object) => idsOf(agent, { sort: 'created', ...query });
    expect(await of({ team: teamId })).toEqual([ours]);
    expect(await of({ team: 'mine' })).toEqual([ours]);
    expect(await of({ team: 'none' })).toEqual([theirs, mine]);
    expect(await of({ assignee: 'me' })).toEqual([mine]);
    expect(await of({ assignee: agent.id })).toEqual([mine]);
    expect(await of({ assignee: 'none' })).toEqual([theirs, ours]);
    expect(await of({ requester: other.id.toUpperCase() })).toEqual([theirs]);
    expect(await of({ requester: randomUUID() })).toEqual([]);
  });

  test('by a condition, also of own fields, of whoever asked, from page to page', async () => {
    const { rows } = await desk.pool.query<{ id: string; kind: string }>(
      `INSERT INTO custom_field (subject, name, kind, position) VALUES ('ticket', 'Device', 'text', 1),
         ('customer', 'Tier', 'choice', 1) RETURNING id, kind`,
    );
    const idOf = (kind: string) => `custom.${rows.find((row) => row.kind === kind)?.id ?? ''}` as const;
    const [device, tier] = [idOf('text'), idOf('choice')];
    const golden = await insertCustomer(desk.pool);
    await desk.pool.query('UPDATE customer SET fields = $2 WHERE id = $1', [golden.id, { [tier.slice(7)]: 'gold' }]);
    const theirs = [];
    for (let n = 0; n < 5; n += 1) theirs.unshift(await open({ requesterId: golden.id }));
    const other = await open({ tags: ['vip'] });
    const gold = { field: tier, op: 'is', value: 'gold' };
    const of = (where: object, query: object = {}) =>
      idsOf(supervisor, { sort: 'created', where: JSON.stringify(where), ...query });
    expect(await of(gold)).toEqual(theirs);
    expect(await of({ not: gold })).toEqual([other]);
    expect(await of({ any: [gold, { field: 'tags', op: 'has', value: 'vip' }] })).toEqual([other, ...theirs]);
    expect(await of({ all: [gold, { field: device, op: 'is_not_empty' }] })).toEqual([]);
    expect(await of(gold, { team: teamId })).toEqual([]);
    const first = await list(supervisor, { sort: 'created', where: JSON.stringify(gold), limit: 3 });
    const rest = await list(supervisor, { sort: 'created', where: JSON.stringify(gold), after: first.next });
    expect([...first.tickets, ...rest.tickets].map(({ ticketId }) => ticketId)).toEqual(theirs);
    expect(rest.next).toBeNull();
    const seen = await insertTeam(desk.pool);
    expect(
      await idsOf(await insertStaff(desk.pool, { teamIds: [seen] }), { where: JSON.stringify(gold) }),
    ).toHaveLength(5);
    for (const [wrong, pointer] of [
      [{ field: device, op: 'is', value: 'Printer' }, '/where/op'],
      [{ any: [gold, { field: `custom.${golden.id}`, op: 'is_empty' }] }, '/where/any/1/field'],
      [{ not: { field: tier, op: 'at_least', value: 'gold' } }, '/where/not/op'],
    ] as const) {
      await expect(of(wrong)).rejects.toMatchObject({
        ...{ code: 'invalid_request', errors: [{ in: 'query', pointer }] },
      });
    }
    for (const [written, path] of [
      ['{', ['where']],
      [JSON.stringify({ any: [] }), ['where', 'any']],
      [JSON.stringify({ not: { field: 'status', op: 'is', value: 'gone' } }), ['where', 'not', 'value']],
      [`"${'x'.repeat(8_000)}"`, ['where']],
    ] as const) {
      expect(ticketListQuery.safeParse({ where: written }).error?.issues[0]?.path).toEqual(path);
    }
  });

  test('by SLA: what is late is not running out any more', async () => {
    const high = await ask('high');
    const normal = await open();
    const of = async () => [await idsOf(supervisor, { sla: 'late' }), await idsOf(supervisor, { sla: 'running_out' })];
    expect(await of()).toEqual([[], []]);
    await passSeconds(0.8 * 3600);
    expect(await of()).toEqual([[], [high]]);
    await passSeconds(0.5 * 3600);
    expect(await of()).toEqual([[high], []]);
    await passSeconds(0.3 * 3600);
    expect(await of()).toEqual([[high], [normal]]);
  });

  test('by number finds one ticket, wherever it is', async () => {
    const ticketId = await open();
    const number = String((await list(supervisor)).tickets[0]?.number);
    await deleteTicket(as(supervisor), { ticketId });
    for (const search of [number, `#${number}`, ` #${number} `]) {
      expect(await idsOf(supervisor, { search })).toEqual([ticketId]);
    }
    expect(await idsOf(supervisor, { search: '999999999' })).toEqual([]);
    expect(ticketListQuery.safeParse({ search: 'printer' }).success).toBe(false);
  });

  test('by where it went shows what is out of the queue, and nothing else does', async () => {
    const [spam, deleted, merged, survivor] = [await open(), await open(), await open(), await open()];
    await markSpam(as(supervisor), { ticketId: spam });
    await deleteTicket(as(supervisor), { ticketId: deleted });
    await mergeTicket(as(supervisor), { ticketId: merged, into: survivor });
    expect(await idsOf(supervisor)).toEqual([survivor]);
    expect(await idsOf(supervisor, { away: 'spam' })).toEqual([spam]);
    expect(await idsOf(supervisor, { away: 'merged' })).toEqual([merged]);
    expect((await idsOf(supervisor, { away: 'deleted' }))[0]).toBe(deleted);
  });
});

describe('whoever asks', () => {
  test('sees what they may open, and no customer sees any', async () => {
    const hidden = await open({ teamId: await insertTeam(desk.pool) });
    const seen = [await open({ teamId }), await open()];
    expect((await idsOf(agent)).sort()).toEqual(seen.sort());
    expect(await idsOf(supervisor)).toContain(hidden);
    const number = (await list(supervisor)).tickets.find(({ ticketId }) => ticketId === hidden)?.number;
    expect(await idsOf(agent, { search: String(number) })).toEqual([]);
    await expect(list(customer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(countTickets(desk.pool, customer)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is told how many each view has', async () => {
    await open({ teamId });
    await open({ assigneeId: agent.id });
    await open({ teamId: await insertTeam(desk.pool) });
    await ask('urgent');
    await passSeconds(50);
    const some = (count: number) => ({ count, isMore: false });
    expect(await countTickets(desk.pool, agent)).toEqual({
      ...{ unassigned: some(2), mine: some(1), myTeams: some(1), open: some(3) },
      ...{ late: some(0), runningOut: some(1) },
    });
    await passSeconds(20);
    expect(await countTickets(desk.pool, supervisor)).toMatchObject({
      late: some(1),
      runningOut: some(0),
      open: some(4),
    });
  });

  test('is told that there are more than a thousand', async () => {
    await desk.pool.query(
      `INSERT INTO ticket (subject, status, priority, requester_id, opened_by, via, tags, flow_version_ids,
         is_spam, is_deleted, revision, last_seq, last_fact_at, created_at)
       SELECT 'Many', 'open', 'normal', $1, 'agent', 'web', '{}', '{}', false, false, 1, 1, now(), now()
       FROM generate_series(1, 1001)`,
      [customer.id],
    );
    expect(await countTickets(desk.pool, supervisor)).toMatchObject({ open: { count: 1000, isMore: true } });
  });
});

describe('a row', () => {
  const rowOf = async (ticketId: string) =>
    (await list(supervisor)).tickets.find((ticket) => ticket.ticketId === ticketId)!;
  const write = (by: Actor, ticketId: string, more: object = {}) =>
    addMessage(as(by), { ticketId, public: true, body: 'Words', via: 'web', ...more });

  test('names everybody and shows the beginning of what was written last', async () => {
    const ticketId = await open({
      teamId,
      assigneeId: agent.id,
      tags: ['vip'],
      body: `  One\n\n two ${'x'.repeat(300)}`,
    });
    const row = await rowOf(ticketId);
    expect(row).toMatchObject({
      ...{ status: 'open', priority: 'normal', tags: ['vip'], heldUntil: null, stuckAt: null, revision: 1, seq: 1 },
      ...{ requester: { id: customer.id }, team: { id: teamId }, assignee: { id: agent.id } },
      lastMessage: { by: 'agent', authorId: supervisor.id, isNote: false },
    });
    expect(row.requester.email).toContain('@');
    expect(row.lastMessage?.preview).toBe(`One two ${'x'.repeat(112)}`);
    await write(customer, ticketId, { body: 'Thank you' });
    expect((await rowOf(ticketId)).lastMessage).toMatchObject({
      ...{ by: 'customer', authorId: null, name: row.requester.name, preview: 'Thank you' },
    });
    await write(agent, ticketId, { public: false, body: 'Psst' });
    expect((await rowOf(ticketId)).lastMessage).toMatchObject({ by: 'agent', authorId: agent.id, isNote: true });
  });

  test('a machine’s words hide nobody’s', async () => {
    const ticketId = await open({ body: 'First' });
    await write({ kind: 'engine' }, ticketId, { body: 'We received your message' });
    expect(await rowOf(ticketId)).toMatchObject({ lastMessage: { preview: 'First' } });
  });

  test('says until when a reply can be undone, and forgets one that was', async () => {
    const ticketId = await open({ body: 'First' });
    const { messageId } = await write(supervisor, ticketId, { body: 'Oh no', undoSeconds: 60 });
    const held = await rowOf(ticketId);
    expect(held).toMatchObject({ lastMessage: { preview: 'Oh no' } });
    expect(held.heldUntil).not.toBeNull();
    await undoReply(as(supervisor), { ticketId, messageId });
    expect(await rowOf(ticketId)).toMatchObject({ heldUntil: null, lastMessage: { preview: 'First' } });
  });

  test('tells what stands still because nobody moves it', async () => {
    const ticketId = await open();
    await desk.pool.query('UPDATE ticket_engine SET stuck_at = nixflow_now() WHERE ticket_id = $1', [ticketId]);
    expect((await rowOf(ticketId)).stuckAt).not.toBeNull();
  });
});
