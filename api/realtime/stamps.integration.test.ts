import { changePriority } from '#commands/tickets/change-priority';
import type { CommandContext } from '#commands/tickets/command-context';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { openTicket } from '#commands/tickets/open-ticket';
import { unmergeTicket } from '#commands/tickets/unmerge-ticket';
import type { Room } from '#domain/contracts/rooms';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { holdStatement } from '#testkit/hold-statement';
import { startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import type { TestSocket } from '#testkit/test-socket';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, expect, test } from 'vitest';

const stampsMs = 200;

let desk: RealtimeDesk;
let url: string;
let wire: FaultProxy;
let customer: Extract<Actor, { kind: 'customer' }>;
let supervisor: StaffActor;
let team: string;
let otherTeam: string;

beforeAll(async () => {
  desk = await startRealtimeDesk({
    pace: { stampsMs, recheckMs: 600_000 },
    async through(databaseUrl) {
      url = databaseUrl;
      const { hostname, port } = new URL(databaseUrl);
      wire = await startFaultProxy({ to: `${hostname}:${port}` });
      return databaseUrl.replace(`${hostname}:${port}`, wire.address);
    },
  });
  [team, otherTeam] = [await insertTeam(desk.pool), await insertTeam(desk.pool)];
  customer = await insertCustomer(desk.pool);
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
});

/** Nobody is told of what these commands do, as if Redis had forgotten it at once. */
const untold = (): CommandContext => ({ ...desk.context(supervisor), deliverSoon: () => undefined });
const open = async (teamId: string | null = null) =>
  (await openTicket(untold(), buildOpenTicketInput(customer.id, { teamId }))).ticketId;
const revisionsOf = (socket: TestSocket, room: Room, ticketId: string) =>
  socket
    .heardOf('stamp')
    .filter((stamp) => stamp.room === room)
    .flatMap(({ tickets }) => tickets.filter((ticket) => ticket.ticketId === ticketId))
    .map(({ revision }) => revision);
const stamped = (socket: TestSocket, room: Room, ticketId: string, revision: number) =>
  waitUntil(`the stamp of ${room}`, () => revisionsOf(socket, room, ticketId).includes(revision));
const ticks = (count: number) => new Promise((resolve) => setTimeout(resolve, count * stampsMs));

test('while no room is open PostgreSQL is not asked', async () => {
  await desk.connect(0, supervisor);
  await ticks(2);
  const before = wire.stats.bytesUp;
  await ticks(5);
  expect(wire.stats.bytesUp).toBe(before);
});

test('whoever missed an event learns by the stamp of its room: of the ticket, and of each list it was or is in', async () => {
  const ticketId = await open(team);
  const rooms: Room[] = [`ticket:${ticketId}`, `team:${team}`, `team:${otherTeam}`, 'all'];
  const sockets = await Promise.all(rooms.map((_, at) => desk.connect(at % 2 === 0 ? 0 : 1, supervisor)));
  await Promise.all(rooms.map((room, at) => sockets[at]!.join(room)));
  await ticks(3);
  await moveToTeam(untold(), { ticketId, teamId: otherTeam });
  await Promise.all(rooms.map((room, at) => stamped(sockets[at]!, room, ticketId, 2)));
  for (const socket of sockets) {
    expect(socket.heardOf('ticket.changed')).toEqual([]);
    expect(socket.heardOf('list.changed')).toEqual([]);
  }
  const [ofTicket] = sockets[0]!.heardOf('stamp').slice(-1);
  expect(ofTicket).toEqual({
    ...{ type: 'stamp', room: `ticket:${ticketId}`, isCut: false },
    tickets: [{ ticketId, revision: 2, seq: 2, engine: 0, kin: 0 }],
  });
});

test('the stamp of a ticket comes again and again; that of a list is silent when nothing has changed lately', async () => {
  const ticketId = await open();
  const socket = await desk.connect(0, supervisor);
  await socket.join(`ticket:${ticketId}`);
  await socket.join(`assignee:${supervisor.id}`);
  await ticks(6);
  expect(revisionsOf(socket, `ticket:${ticketId}`, ticketId).length).toBeGreaterThan(2);
  expect(socket.heardOf('stamp').filter(({ room }) => room.startsWith('assignee:'))).toEqual([]);
});

test('its workflow’s progress is in the stamp', async () => {
  const ticketId = await open();
  const socket = await desk.connect(0, supervisor);
  await socket.join(`ticket:${ticketId}`);
  await desk.pool.query('UPDATE ticket_engine SET version = 7 WHERE ticket_id = $1', [ticketId]);
  await waitUntil('the stamp tells', () =>
    socket.heardOf('stamp').some(({ tickets }) => tickets.some(({ engine }) => engine === 7)),
  );
});

test('what changes on the tickets that it was merged with is in the stamp', async () => {
  const [first, second, third] = [await open(), await open(), await open()];
  await mergeTicket(untold(), { ticketId: first, into: second });
  const socket = await desk.connect(0, supervisor);
  await socket.join(`ticket:${first}`);
  await socket.join(`ticket:${second}`);
  const kinOf = (ticketId: string) =>
    socket
      .heardOf('stamp')
      .flatMap(({ tickets }) => tickets)
      .findLast((ticket) => ticket.ticketId === ticketId)?.kin ?? 0;
  await waitUntil('both have kin', () => kinOf(first) > 0 && kinOf(second) > 0);
  const before = { first: kinOf(first), second: kinOf(second) };
  await mergeTicket(untold(), { ticketId: second, into: third });
  await waitUntil(
    'both learn of what stands for them',
    () => kinOf(first) > before.first && kinOf(second) > before.second,
  );
  await unmergeTicket(untold(), { ticketId: second });
  await waitUntil('the survivor is as before', () => kinOf(second) === before.second);
});

test('a change that takes long to be committed is in a stamp although younger ones were before it', async () => {
  const [slow, quick] = [await open(team), await open(team)];
  const socket = await desk.connect(0, supervisor);
  await socket.join(`team:${team}`);
  const hold = await holdStatement(url, {
    ...{ table: 'ticket_event', on: 'insert', at: 'commit' },
    when: `NEW.ticket_id = '${slow}'`,
  });
  const changing = changePriority(untold(), { ticketId: slow, priority: 'high' });
  await hold.held();
  await changePriority(untold(), { ticketId: quick, priority: 'high' });
  await stamped(socket, `team:${team}`, quick, 2);
  await ticks(3);
  expect(revisionsOf(socket, `team:${team}`, slow)).not.toContain(2);
  await hold.release();
  await changing;
  await stamped(socket, `team:${team}`, slow, 2);
});

test('too many changes to name are said to be too many', async () => {
  const crowd = await insertTeam(desk.pool);
  const socket = await desk.connect(0, supervisor);
  await socket.join(`team:${crowd}`);
  for (let at = 0; at < 201; at++) await open(crowd);
  await waitUntil('the stamp is cut', () => socket.heardOf('stamp').some(({ isCut }) => isCut));
});

test('PostgreSQL is away: sockets stay, nothing is said, and stamps come again when it is back', async () => {
  const ticketId = await open();
  const socket = await desk.connect(0, supervisor);
  await socket.join(`ticket:${ticketId}`);
  await stamped(socket, `ticket:${ticketId}`, ticketId, 1);
  await wire.cut();
  await ticks(3);
  const { length } = socket.heard;
  const late = await desk.connect(1, supervisor);
  const answer = await late.ask({ type: 'join', room: `ticket:${ticketId}` });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'store_unavailable' } });
  await ticks(5);
  expect(socket.heard).toHaveLength(length);
  await changePriority(untold(), { ticketId, priority: 'high' });
  await wire.mend();
  await stamped(socket, `ticket:${ticketId}`, ticketId, 2);
  await late.join(`ticket:${ticketId}`);
  expect(socket.socket.connected).toBe(true);
});
