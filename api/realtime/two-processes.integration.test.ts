import type { PresentPerson } from '#domain/contracts/presence';
import type { RealtimeEvent } from '#domain/contracts/realtime';
import { messageReceipt } from '#domain/contracts/ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { apiSecret, startApiProcesses, type ApiProcess } from '#testkit/api-processes';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import type { TestRedisServer } from '#testkit/redis-server';
import { connectSocket, type TestSocket } from '#testkit/test-socket';
import { signTestToken } from '#testkit/test-token';
import { waitUntil } from '#testkit/wait-until';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';

let one: ApiProcess;
let other: ApiProcess;
let redis: TestRedisServer;
let ada: StaffActor;
let bob: StaffActor;
let customerId: string;
let team: string;

beforeAll(async () => {
  const { apis, pool, ...servers } = await startApiProcesses();
  [one, other] = apis;
  redis = servers.redis;
  team = await insertTeam(pool);
  customerId = (await insertCustomer(pool)).id;
  ada = await insertStaff(pool, { role: 'supervisor' });
  bob = await insertStaff(pool, { role: 'supervisor' });
});

const connect = (api: ApiProcess, as: StaffActor) => connectSocket(api.origin, { as, secret: apiSecret });
const call = async (api: ApiProcess, request: string, body: unknown) => {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(`${api.origin}/api/tickets${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await signTestToken(apiSecret, ada)}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
  const answer: unknown = await response.json();
  return answer;
};
const open = async () => {
  const opening = { subject: 'The printer is on fire', body: 'It is.', requesterId: customerId, teamId: team };
  return messageReceipt.parse(await call(one, 'POST ', opening)).ticketId;
};
const hears = (socket: TestSocket, what: string, is: (event: RealtimeEvent) => boolean) =>
  waitUntil(what, () => socket.heard.some(is), { withinMs: 20_000 });
const stampOf = (ticketId: string, revision: number) => (event: RealtimeEvent) =>
  event.type === 'stamp' &&
  event.tickets.some((ticket) => ticket.ticketId === ticketId && ticket.revision === revision);
const does = async (socket: TestSocket, ticketId: string, state: PresentPerson['state']) => {
  await socket.join(`ticket:${ticketId}`);
  expect(await socket.ask({ type: 'presence', ticketId, state })).toMatchObject({ ok: true });
};
const peopleBy = (socket: TestSocket) =>
  socket
    .heardOf('presence.changed')
    .at(-1)
    ?.people.map(({ staffId }) => staffId);

test('what is written by HTTP on one process, or over a socket of it, is heard on the other', async () => {
  const ticketId = await open();
  const [viewer, list] = [await connect(other, bob), await connect(other, bob)];
  await viewer.join(`ticket:${ticketId}`);
  await list.join(`team:${team}`);
  await call(one, `PUT /${ticketId}/priority`, { priority: 'high' });
  await hears(viewer, 'the change', (event) => event.type === 'ticket.changed' && event.revision === 2);
  const asking = await connect(one, ada);
  const body = { teamId: null };
  await asking.ask({ type: 'call', operation: 'putTicketsByTicketIdTeam', params: { ticketId }, body });
  await hears(viewer, 'the move', (event) => event.type === 'ticket.changed' && event.revision === 3);
  await hears(list, 'the move', (event) => event.type === 'list.changed' && event.revision === 3);
});

test('while Redis is away the stamps tell, and events come again when it is back, also if it was flushed', async () => {
  const ticketId = await open();
  const [viewer, list] = [await connect(other, bob), await connect(other, bob)];
  await viewer.join(`ticket:${ticketId}`);
  await list.join(`team:${team}`);
  await redis.kill9();
  await call(one, `PUT /${ticketId}/priority`, { priority: 'high' });
  await hears(viewer, 'the stamp', stampOf(ticketId, 2));
  await hears(list, 'the stamp', stampOf(ticketId, 2));
  const comeAgain = () => {
    for (const { heard } of [viewer, list]) heard.splice(0);
    return waitUntil('events come again', async () => {
      await call(one, `POST /${ticketId}/messages`, { public: false, body: 'A note' });
      return viewer.heardOf('ticket.changed').length > 0 && list.heardOf('list.changed').length > 0;
    });
  };
  await redis.start();
  await comeAgain();
  const admin = new Redis(redis.url);
  await admin.flushall();
  admin.disconnect();
  await comeAgain();
  expect([viewer.socket.connected, list.socket.connected]).toEqual([true, true]);
});

test('of two people on one ticket, the process of one is killed: the other sees them gone within 20 s', async () => {
  const ticketId = await open();
  const [adas, bobs] = [await connect(one, ada), await connect(other, bob)];
  await does(adas, ticketId, 'replying');
  await does(bobs, ticketId, 'viewing');
  for (const socket of [adas, bobs]) {
    await waitUntil('both see both', () => peopleBy(socket)?.includes(ada.id) && peopleBy(socket)?.includes(bob.id));
  }
  await one.process.kill9();
  const killedAt = performance.now();
  await waitUntil('the ghost is gone', () => !peopleBy(bobs)?.includes(ada.id), { withinMs: 20_000 });
  expect(performance.now() - killedAt).toBeGreaterThan(1_000);
  expect(peopleBy(bobs)).toEqual([bob.id]);
});

test('a process that is told to end lets its sockets go, and ends well', async () => {
  const { socket } = await connect(other, bob);
  socket.io.reconnection(false);
  expect(await other.process.terminate()).toEqual({ code: 0, signal: null });
  expect(socket.connected).toBe(false);
});
