import { randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { sendToStaffRoom } from '#process/publish-realtime';
import { staff } from '#store/people/staff';
import { insertStaff, insertTeam } from '#testkit/factories/desk';
import { startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import { connectSocket, type TestSocket } from '#testkit/test-socket';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, beforeEach, expect, test } from 'vitest';

/** Sessions by their cookies, as a sign-in has them. */
const sessions = new Map<string, string>();
let desk: RealtimeDesk;
let asked = 0;
const recheckMs = 300;
let isStoreAway = false;

beforeAll(async () => {
  desk = await startRealtimeDesk({
    pace: { recheckMs },
    async read({ headers: { cookie = '' } }) {
      asked += 1;
      if (isStoreAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      const staffId = sessions.get(cookie);
      const actor = staffId === undefined ? null : await staff.findActor(desk.pool, staffId);
      if (!actor) throw new Problem('unauthenticated');
      return { actor, sessionId: cookie };
    },
  });
});
beforeEach(() => {
  isStoreAway = false;
});

const signIn = async (...teamIds: string[]) => {
  const { id } = await insertStaff(desk.pool, { teamIds });
  const sessionId = randomUUID();
  sessions.set(sessionId, id);
  return { staffId: id, sessionId };
};
const connect = (sessionId: string, at: 0 | 1 = 0) =>
  connectSocket(desk.processes[at].origin, { headers: { cookie: sessionId } });
const ended = ({ socket }: TestSocket) => waitUntil('the socket is ended', () => !socket.connected, { everyMs: 5 });
const lists = (socket: TestSocket) => socket.ask({ type: 'join', room: 'team:none' });

test('a socket of nobody stays, and is let in nowhere', async () => {
  const socket = await connect('no session at all');
  expect(await lists(socket)).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(socket.socket.connected).toBe(true);
});

test('whose session is over is ended soon, on every process, and what they ask until then is refused', async () => {
  const { sessionId } = await signIn();
  const sockets = [await connect(sessionId, 0), await connect(sessionId, 1)];
  for (const socket of sockets) expect(await lists(socket)).toMatchObject({ ok: true });
  sessions.delete(sessionId);
  await Promise.all(sockets.map(ended));

  const { sessionId: another } = await signIn();
  const socket = await connect(another);
  sessions.delete(another);
  await lists(socket).catch(() => undefined);
  await ended(socket);
});

test('one session is asked about once, however many tabs it has, and nobody’s never', async () => {
  for (const id of sessions.keys()) sessions.delete(id);
  const { sessionId } = await signIn();
  for (let tab = 0; tab < 5; tab++) await connect(sessionId);
  await new Promise((resolve) => setTimeout(resolve, 700));
  asked = 0;
  const since = performance.now();
  await waitUntil('it was asked about again and again', () => asked > 3);
  expect(asked).toBeLessThanOrEqual((performance.now() - since) / recheckMs + 1);
});

test('a database that gives no answer ends nobody; who came meanwhile is known once it does', async () => {
  const { sessionId, staffId } = await signIn();
  const before = await connect(sessionId);
  isStoreAway = true;
  const late = await connect(sessionId);
  expect(await lists(late)).toMatchObject({ ok: false, problem: { code: 'store_unavailable' } });
  await new Promise((resolve) => setTimeout(resolve, 700));
  isStoreAway = false;
  const notice = { type: 'notice.added', noticeId: randomUUID(), ticketId: randomUUID() } as const;
  await waitUntil('both hear what is theirs', async () => {
    await sendToStaffRoom(desk.redis, staffId, notice);
    return [before, late].every((socket) => socket.heardOf('notice.added').length > 0);
  });
  expect(await lists(late)).toMatchObject({ ok: true });
});

test('the sockets of a session, or of a person but for one session, can be ended at once, wherever they are', async () => {
  const { sessionId, staffId } = await signIn();
  const others = [randomUUID(), randomUUID()];
  for (const id of others) sessions.set(id, staffId);
  const [mine, one, two] = await Promise.all([
    Promise.all([connect(sessionId, 0), connect(sessionId, 1)]),
    Promise.all([connect(others[0]!, 0), connect(others[0]!, 1)]),
    Promise.all([connect(others[1]!, 0), connect(others[1]!, 1)]),
  ]);
  desk.processes[0].endSocketsOf({ sessionId: others[0]! });
  await Promise.all(one.map(ended));
  for (const { socket } of [...mine, ...two]) expect(socket.connected).toBe(true);
  desk.processes[1].endSocketsOf({ staffId, butSessionId: sessionId });
  await Promise.all(two.map(ended));
  for (const { socket } of mine) expect(socket.connected).toBe(true);
});

test('who leaves a team is put out of its list', async () => {
  const team = await insertTeam(desk.pool);
  const { sessionId, staffId } = await signIn(team);
  const socket = await connect(sessionId);
  await socket.join(`team:${team}`);
  await socket.join('team:none');
  await desk.pool.query('DELETE FROM team_member WHERE staff_id = $1', [staffId]);
  await waitUntil('the list is closed', () => socket.heardOf('room.closed').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(socket.heardOf('room.closed').map(({ room }) => room)).toEqual([`team:${team}`]);
});
