import { randomUUID } from 'node:crypto';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { openTicket } from '#commands/tickets/open-ticket';
import type { PresentPerson } from '#domain/contracts/presence';
import type { StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import type { TestSocket } from '#testkit/test-socket';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, beforeEach, expect, test } from 'vitest';

const presenceMs = 300;
const recheckMs = 300;

let desk: RealtimeDesk;
let ada: StaffActor;
let bob: StaffActor;
let ticketId: string;

beforeAll(async () => {
  desk = await startRealtimeDesk({ pace: { presenceMs, presenceTtlMs: 1_000, recheckMs, glancesMs: recheckMs } });
  [ada, bob] = [await insertStaff(desk.pool), await insertStaff(desk.pool)];
});
beforeEach(async () => {
  const customer = await insertCustomer(desk.pool);
  ticketId = (await openTicket(desk.context(ada), buildOpenTicketInput(customer.id))).ticketId;
});

const connect = async (who: StaffActor, at: 0 | 1) => {
  const socket = await desk.connect(at, who);
  await socket.join(`ticket:${ticketId}`);
  return socket;
};
const does = async (socket: TestSocket, state: 'viewing' | 'replying' | 'away') => {
  expect(await socket.ask({ type: 'presence', ticketId, state })).toMatchObject({ ok: true });
};
const seenBy = (socket: TestSocket): readonly PresentPerson[] =>
  socket
    .heardOf('presence.changed')
    .filter((event) => event.ticketId === ticketId)
    .at(-1)?.people ?? [];
const sees = (socket: TestSocket, ...expected: (readonly [StaffActor, PresentPerson['state']])[]) =>
  waitUntil(
    `it is seen: ${expected.map(([, state]) => state).join()}`,
    () =>
      JSON.stringify(seenBy(socket).map(({ staffId, state }) => [staffId, state])) ===
      JSON.stringify(expected.map(([{ id }, state]) => [id, state])),
  );

test('two on one ticket, on two processes, see each other, by name and since when', async () => {
  const [one, other] = [await connect(ada, 0), await connect(bob, 1)];
  await does(one, 'viewing');
  await sees(other, [ada, 'viewing']);
  await does(other, 'viewing');
  for (const socket of [one, other]) await sees(socket, [ada, 'viewing'], [bob, 'viewing']);
  await does(other, 'replying');
  for (const socket of [one, other]) await sees(socket, [ada, 'viewing'], [bob, 'replying']);
  const [person] = seenBy(one);
  expect(person?.name).toMatch(/^Staff \d+$/);
  expect(Math.abs(Date.now() - Date.parse(person?.since ?? ''))).toBeLessThan(10_000);
  await does(other, 'away');
  for (const socket of [one, other]) await sees(socket, [ada, 'viewing']);
});

test('other processes hear of it at once, not when they look next', async () => {
  const slow = await startRealtimeDesk({ pace: { presenceMs: 600_000, presenceTtlMs: 900_000 } });
  const [here, there] = [await insertStaff(slow.pool), await insertStaff(slow.pool)];
  const customer = await insertCustomer(slow.pool);
  ticketId = (await openTicket(slow.context(here), buildOpenTicketInput(customer.id))).ticketId;
  const sockets = [await slow.connect(0, here), await slow.connect(1, there)] as const;
  for (const socket of sockets) await socket.join(`ticket:${ticketId}`);
  await does(sockets[0], 'replying');
  await sees(sockets[1], [here, 'replying']);
  sockets[0].socket.disconnect();
  await sees(sockets[1]);
});

test('several tabs of one person are one, until the last is closed', async () => {
  const watching = await connect(bob, 1);
  const tabs = [await connect(ada, 0), await connect(ada, 1), await connect(ada, 0)];
  for (const tab of tabs) await does(tab, 'viewing');
  await does(tabs[1]!, 'replying');
  await sees(watching, [ada, 'replying']);
  tabs[1]!.socket.disconnect();
  await sees(watching, [ada, 'viewing']);
  await tabs[0]!.ask({ type: 'leave', room: `ticket:${ticketId}` });
  await new Promise((resolve) => setTimeout(resolve, 3 * presenceMs));
  await sees(watching, [ada, 'viewing']);
  tabs[2]!.socket.disconnect();
  await sees(watching);
});

test('who comes later is told at once who is there', async () => {
  const first = await connect(ada, 0);
  await does(first, 'replying');
  await sees(first, [ada, 'replying']);
  await sees(await connect(bob, 0), [ada, 'replying']);
  await sees(await connect(bob, 1), [ada, 'replying']);
});

test('whoever has a ticket in a list sees who is on it, at once and from then on, without being there', async () => {
  const onIt = await connect(ada, 0);
  await does(onIt, 'replying');
  const list = await desk.connect(1, bob);
  expect(await list.ask({ type: 'glance', ticketIds: [ticketId] })).toMatchObject({ ok: true });
  await sees(list, [ada, 'replying']);
  await does(onIt, 'viewing');
  for (const socket of [onIt, list]) await sees(socket, [ada, 'viewing']);
  await list.ask({ type: 'glance', ticketIds: [] });
  const { length } = list.heardOf('presence.changed');
  await does(onIt, 'away');
  await sees(onIt);
  expect(list.heardOf('presence.changed')).toHaveLength(length);
});

test('who is on a ticket that they may not see, or may no longer, people are not told', async () => {
  const teamId = await insertTeam(desk.pool);
  const member = await insertStaff(desk.pool, { teamIds: [teamId] });
  const list = await desk.connect(0, bob);
  expect(await list.ask({ type: 'glance', ticketIds: [ticketId, randomUUID()] })).toMatchObject({ ok: true });
  await sees(list);
  await waitUntil('it is told of one ticket', () => list.heardOf('presence.changed').length === 1);
  await moveToTeam(desk.context(member), { ticketId, teamId });
  await new Promise((resolve) => setTimeout(resolve, 3 * recheckMs));
  await does(await connect(member, 0), 'viewing');
  await list.ask({ type: 'glance', ticketIds: [ticketId] });
  await new Promise((resolve) => setTimeout(resolve, 2 * presenceMs));
  expect(list.heardOf('presence.changed')).toHaveLength(1);
  const customer = await desk.connect(0, await insertCustomer(desk.pool));
  const asked = await customer.ask({ type: 'glance', ticketIds: [ticketId] });
  expect(asked).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
});

test('nothing is told again and again while nothing changes', async () => {
  const [one, other] = [await connect(ada, 0), await connect(bob, 1)];
  await does(one, 'viewing');
  await sees(other, [ada, 'viewing']);
  await new Promise((resolve) => setTimeout(resolve, 2 * presenceMs));
  const { length } = other.heardOf('presence.changed');
  await new Promise((resolve) => setTimeout(resolve, 4 * presenceMs));
  expect(other.heardOf('presence.changed')).toHaveLength(length);
});

test('what a process wrote that nobody renews lapses', async () => {
  const watching = await connect(bob, 1);
  const ghost = JSON.stringify([ada.id, 'a-socket', 'replying', new Date().toISOString(), 'Ada']);
  await desk.redis.zadd(`nixflow:presence:${ticketId}`, String(Date.now() + 3_000), ghost);
  await sees(watching, [ada, 'replying']);
  await sees(watching);
});

test('a flushed Redis is full again in a moment, and so is one that was killed', async () => {
  const [one, other] = [await connect(ada, 0), await connect(bob, 1)];
  await does(one, 'viewing');
  await does(other, 'replying');
  await sees(one, [ada, 'viewing'], [bob, 'replying']);
  await desk.redis.flushall();
  await waitUntil('both are in Redis', async () => (await desk.redis.zcard(`nixflow:presence:${ticketId}`)) === 2);
  for (const socket of [one, other]) await sees(socket, [ada, 'viewing'], [bob, 'replying']);

  await desk.redisServer.kill9();
  await does(other, 'viewing');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(seenBy(one)).toHaveLength(2);
  await desk.redisServer.start();
  for (const socket of [one, other]) await sees(socket, [ada, 'viewing'], [bob, 'viewing']);
});

test('a process that ends takes its people off the ticket at once', async () => {
  const watching = await connect(bob, 1);
  await does(await connect(ada, 0), 'viewing');
  await sees(watching, [ada, 'viewing']);
  await desk.processes[0].close();
  expect(await desk.redis.zcard(`nixflow:presence:${ticketId}`)).toBe(0);
  await sees(watching);
});
