import { randomUUID } from 'node:crypto';
import { assignTicket } from '#commands/tickets/assign-ticket';
import { changePriority } from '#commands/tickets/change-priority';
import { markSpam } from '#commands/tickets/leave-queue';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Room } from '#domain/contracts/rooms';
import { joinReply } from '#domain/contracts/socket-ask';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import type { TestSocket } from '#testkit/test-socket';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, describe, expect, test } from 'vitest';

let desk: RealtimeDesk;
let customer: Extract<Actor, { kind: 'customer' }>;
let supervisor: StaffActor;
let agent: StaffActor;
let team: string;
let otherTeam: string;

beforeAll(async () => {
  desk = await startRealtimeDesk({ pace: { stampsMs: 200 } });
  [team, otherTeam] = [await insertTeam(desk.pool), await insertTeam(desk.pool)];
  customer = await insertCustomer(desk.pool);
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  agent = await insertStaff(desk.pool, { teamIds: [team] });
});

const open = async (teamId: string | null = null) =>
  (await openTicket(desk.context(supervisor), buildOpenTicketInput(customer.id, { teamId }))).ticketId;
const answerTo = async (socket: TestSocket, room: string) => {
  const answer = await socket.ask({ type: 'join', room });
  return answer.ok ? 'in' : answer.problem.code;
};
const hears = (socket: TestSocket, ticketId: string, revision: number) =>
  waitUntil('the change is heard', () =>
    socket.heardOf('ticket.changed').some((event) => event.ticketId === ticketId && event.revision === revision),
  );
const listsOf = (socket: TestSocket, ticketId: string) =>
  socket.heardOf('list.changed').flatMap((event) => (event.ticketId === ticketId ? [event.lists] : []));
const closed = (socket: TestSocket, room: Room) =>
  waitUntil(`put out of ${room}`, () => socket.heardOf('room.closed').some((event) => event.room === room));

describe('who is let into a room', () => {
  test('of a ticket: whoever may read it; what is not theirs is answered like what is not there', async () => {
    const [ours, theirs] = [await open(team), await open(otherTeam)];
    const others = await insertCustomer(desk.pool);
    const answers = async (as?: Exclude<Actor, { kind: 'engine' }>) => {
      const socket = await desk.connect(0, as);
      const rooms = [ours, theirs, randomUUID()].map((id) => `ticket:${id}`);
      return Promise.all(rooms.map((room) => answerTo(socket, room)));
    };
    expect(await answers(supervisor)).toEqual(['in', 'in', 'not_found']);
    expect(await answers(agent)).toEqual(['in', 'not_found', 'not_found']);
    expect(await answers(customer)).toEqual(['in', 'in', 'not_found']);
    expect(await answers(others)).toEqual(['not_found', 'not_found', 'not_found']);
    expect(await answers()).toEqual(['unauthenticated', 'unauthenticated', 'unauthenticated']);
  });

  test('of a list: whoever may open it', async () => {
    const rooms = ['all', 'team:none', `team:${team}`, `team:${otherTeam}`, `team:${randomUUID()}`];
    const more = [`assignee:${agent.id}`, `assignee:${supervisor.id}`, `assignee:${randomUUID()}`];
    const answers = async (as?: Exclude<Actor, { kind: 'engine' }>) => {
      const socket = await desk.connect(0, as);
      return Promise.all([...rooms, ...more].map((room) => answerTo(socket, room)));
    };
    const [yes, no] = ['in', 'not_found'];
    expect(await answers(supervisor)).toEqual([yes, yes, yes, yes, no, yes, yes, no]);
    expect(await answers(agent)).toEqual([no, yes, yes, no, no, yes, no, no]);
    expect(await answers(customer)).toEqual(Array(8).fill(no));
    expect(await answers()).toEqual(Array(8).fill('unauthenticated'));
  });

  test('an id in capital letters is the same room, and the answer tells how far the ticket is', async () => {
    const ticketId = await open();
    const socket = await desk.connect(0, agent);
    const answer = await socket.ask({ type: 'join', room: `ticket:${ticketId.toUpperCase()}` });
    const { stamp } = joinReply.parse(answer.ok ? answer.reply : undefined);
    expect(stamp).toEqual({ ticketId, revision: 1, seq: 1, engine: 0, kin: 0 });
    await changePriority(desk.context(agent), { ticketId, priority: 'high' });
    await hears(socket, ticketId, 2);
  });

  test('a hundred rooms are enough for a page', async () => {
    const socket = await desk.connect(0, supervisor);
    const tickets = await Promise.all(Array.from({ length: 101 }, () => open()));
    for (const ticketId of tickets.slice(0, 100)) {
      // Slow enough to be no flood.
      await new Promise((resolve) => setTimeout(resolve, 30));
      await socket.join(`ticket:${ticketId}`);
    }
    expect(await answerTo(socket, `ticket:${tickets[100]!}`)).toBe('not_possible');
    expect(await answerTo(socket, `ticket:${tickets[0]!}`)).toBe('in');
    await socket.ask({ type: 'leave', room: `ticket:${tickets[0]!}` });
    expect(await answerTo(socket, `ticket:${tickets[100]!}`)).toBe('in');
  });
});

describe('who hears of a change', () => {
  test('whoever has the ticket open, or a list it was in or is in since, on every process', async () => {
    const ticketId = await open(team);
    const [viewer, lists, others] = [
      await desk.connect(0, supervisor),
      await Promise.all([desk.connect(1, agent), desk.connect(0, supervisor), desk.connect(1, supervisor)]),
      await desk.connect(1, supervisor),
    ];
    const [ofTeam, ofOther, ofPerson] = lists;
    await viewer.join(`ticket:${ticketId}`);
    await ofTeam.join(`team:${team}`);
    await ofOther.join(`team:${otherTeam}`);
    await ofPerson.join(`assignee:${agent.id}`);
    await others.join('team:none');

    await assignTicket(desk.context(supervisor), { ticketId, assigneeId: agent.id });
    await hears(viewer, ticketId, 2);
    await moveToTeam(desk.context(supervisor), { ticketId, teamId: otherTeam });
    await hears(viewer, ticketId, 3);
    await waitUntil('all have heard', () => lists.every((socket) => listsOf(socket, ticketId).length > 0));

    const whereItWas = ['all', `team:${team}`, `assignee:${agent.id}`];
    const moved = ['all', `team:${team}`, `assignee:${agent.id}`, `team:${otherTeam}`];
    expect(listsOf(ofTeam, ticketId)).toEqual([whereItWas, moved]);
    expect(listsOf(ofOther, ticketId)).toEqual([moved]);
    expect(listsOf(ofPerson, ticketId)).toEqual([whereItWas, moved]);
    expect(listsOf(others, ticketId)).toEqual([]);
    expect(viewer.heardOf('list.changed')).toEqual([]);
  });

  test('whoever has left hears no more, also if they left before they were in', async () => {
    const ticketId = await open();
    const [gone, never, here] = [
      await desk.connect(0, agent),
      await desk.connect(0, agent),
      await desk.connect(0, agent),
    ];
    const room = `ticket:${ticketId}` as const;
    await Promise.all([gone, here].map((socket) => socket.join(room)));
    await gone.ask({ type: 'leave', room });
    await Promise.all([never.ask({ type: 'join', room }), never.ask({ type: 'leave', room })]);
    await changePriority(desk.context(agent), { ticketId, priority: 'high' });
    await hears(here, ticketId, 2);
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const socket of [gone, never]) expect(socket.heardOf('ticket.changed')).toEqual([]);
  });

  test('whoever may not see a ticket any more is put out of its room, and nobody else', async () => {
    const ticketId = await open(team);
    const room = `ticket:${ticketId}` as const;
    const [theAgent, boss, requester] = [
      await desk.connect(0, agent),
      await desk.connect(1, supervisor),
      await desk.connect(1, customer),
    ];
    await Promise.all([theAgent, boss, requester].map((socket) => socket.join(room)));
    await moveToTeam(desk.context(supervisor), { ticketId, teamId: otherTeam });
    await closed(theAgent, room);
    await markSpam(desk.context(supervisor), { ticketId });
    await closed(requester, room);
    await changePriority(desk.context(supervisor), { ticketId, priority: 'urgent' });
    await hears(boss, ticketId, 4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(boss.heardOf('room.closed')).toEqual([]);
    expect(theAgent.heardOf('ticket.changed').map(({ revision }) => revision)).toEqual([2]);
  });
});
