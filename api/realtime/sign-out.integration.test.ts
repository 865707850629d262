import { randomUUID } from 'node:crypto';
import { startApiProcesses, type ApiProcesses } from '#testkit/api-processes';
import { openCookieClient } from '#testkit/cookie-client';
import { insertAccount, type TestAccount } from '#testkit/factories/account';
import { connectSocket, type TestSocket } from '#testkit/test-socket';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, beforeEach, expect, test } from 'vitest';

let desk: ApiProcesses;
let account: TestAccount;

beforeAll(async () => {
  desk = await startApiProcesses();
});
beforeEach(async () => {
  account = await insertAccount(desk.pool);
});

/** A browser that is signed in, with a socket on each process. */
const signIn = async () => {
  const browser = openCookieClient({ api: desk.apis[0].origin, page: 'http://localhost:5173' });
  const { status } = await browser.call('POST /session', { email: account.email, password: account.password });
  expect(status).toBe(201);
  const headers = { cookie: browser.cookie(), origin: 'http://localhost:5173' };
  const sockets = await Promise.all(desk.apis.map(({ origin }) => connectSocket(origin, { headers })));
  await Promise.all(sockets.map((socket) => socket.join('team:none')));
  return { browser, sockets };
};
/** An administrator at the other process. */
const openAdmin = async () => {
  const { email, password } = await insertAccount(desk.pool, { role: 'admin' });
  const admin = openCookieClient({ api: desk.apis[1].origin, page: 'http://localhost:5173' });
  await admin.call('POST /session', { email, password });
  return admin;
};
const ended = (sockets: readonly TestSocket[]) =>
  Promise.all(
    sockets.map(({ socket }) => waitUntil('the socket is ended', () => !socket.connected, { withinMs: 3_000 })),
  );

test('who signs out is gone from every process at once, and connects again as nobody', async () => {
  const { browser, sockets } = await signIn();
  const other = await signIn();
  await browser.call('DELETE /session');
  await ended(sockets);
  for (const { socket } of other.sockets) expect(socket.connected).toBe(true);
  const [{ socket, ask }] = sockets as [TestSocket, TestSocket];
  socket.connect();
  await waitUntil('it is back', () => socket.connected);
  const answer = await ask({ type: 'join', room: 'team:none' });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
});

test('who changes their password ends the sockets of their other sessions, and keeps those of this one', async () => {
  const [mine, other] = [await signIn(), await signIn()];
  const change = { current: account.password, new: 'another horse battery' };
  expect((await mine.browser.call('PUT /session/password', change)).status).toBe(200);
  await ended(other.sockets);
  for (const { socket } of mine.sockets) expect(socket.connected).toBe(true);
});

test('who gets another role, or none, is gone from every process at once; what the other process then says of them is that', async () => {
  const admin = await openAdmin();
  const promoted = await signIn();
  expect((await admin.call(`PATCH /staff/${account.id}`, { role: 'supervisor' })).status).toBe(200);
  await ended(promoted.sockets);
  expect((await promoted.browser.call('GET /session')).status).toBe(401);

  const deactivated = await signIn();
  expect((await deactivated.browser.call('GET /tickets')).status).toBe(200);
  expect((await admin.call(`PATCH /staff/${account.id}`, { isActive: false })).status).toBe(200);
  await ended(deactivated.sockets);
  expect((await deactivated.browser.call('GET /tickets')).status).toBe(401);
  await expect(signIn()).rejects.toThrow();
});

test('who may do less than before, because their role does, is out of the rooms on every process and stays signed in', async () => {
  const { rows } = await desk.pool.query<{ code: string }>(
    `INSERT INTO role (code, name, permissions) VALUES ('reader', 'Reader', '{mail.see_all,ticket.work}') RETURNING code`,
  );
  const code = rows[0]?.code ?? '';
  await desk.pool.query('UPDATE staff SET role = $2 WHERE id = $1', [account.id, code]);
  const reader = await signIn();
  const admin = await openAdmin();
  const change = (fields: object) =>
    admin.call(`PUT /roles/${code}`, { name: 'Reader', permissions: ['mail.see_all', 'ticket.work'], ...fields });
  expect((await change({ name: 'Reads' })).status).toBe(200);
  for (const { socket } of reader.sockets) expect(socket.connected).toBe(true);
  expect((await change({ permissions: ['ticket.work'] })).status).toBe(200);
  await ended(reader.sockets);
  expect((await reader.browser.call('GET /session')).status).toBe(200);
});

test('a device that is ended from the list of devices is out on every process, and the others are not', async () => {
  const [mine, lost] = [await signIn(), await signIn()];
  const sessionsOf = async () => {
    const { rows } = await desk.pool.query<{ id: string }>(
      'SELECT id FROM session WHERE staff_id = $1 AND ended_at IS NULL ORDER BY created_at',
      [account.id],
    );
    return rows.map(({ id }) => id);
  };
  const [, second] = await sessionsOf();
  expect((await mine.browser.call(`DELETE /session/devices/${String(second)}`)).status).toBe(204);
  await ended(lost.sockets);
  for (const { socket } of mine.sockets) expect(socket.connected).toBe(true);
  expect((await lost.browser.call('GET /session')).status).toBe(401);

  const again = await signIn();
  expect((await mine.browser.call('DELETE /session/devices')).status).toBe(204);
  await ended(again.sockets);
  expect(await sessionsOf()).toHaveLength(1);
});

// Promised are 5 s: they are looked at every 4 s (`recheck-sockets.test.ts`); the rest is for a busy machine.
test('a session that ends in the database alone is noticed on each process, within 10 s of its end', async () => {
  const { sockets } = await signIn();
  await desk.pool.query('UPDATE session SET ended_at = nixflow_now() WHERE staff_id = $1', [account.id]);
  await Promise.all(
    sockets.map(({ socket }) =>
      waitUntil('the socket is ended', () => !socket.connected, { withinMs: 10_000, everyMs: 20 }),
    ),
  );
});

test('who must change their password first is let in nowhere', async () => {
  account = await insertAccount(desk.pool, { mustChangePassword: true });
  const refusal = await signIn().then(
    () => 'was let in',
    (error: unknown) => String(error),
  );
  expect(refusal).toContain('password_change_required');
});

test('a command over a socket shows the token of its session, or does nothing and leaves the socket as it is', async () => {
  const { browser, sockets } = await signIn();
  const { body } = await browser.call('GET /session');
  const call = {
    ...({ type: 'call', operation: 'putTicketsByTicketIdPriority' } as const),
    params: { ticketId: randomUUID() },
    body: { priority: 'high' },
  };
  for (const { socket, ask } of sockets) {
    for (const shown of [{}, { csrfToken: '' }, { csrfToken: 'x'.repeat(43) }]) {
      expect(await ask({ ...call, ...shown })).toMatchObject({ ok: false, problem: { code: 'stale_session' } });
    }
    expect(await ask({ ...call, csrfToken: body.csrfToken })).toMatchObject({ problem: { code: 'not_found' } });
    expect(socket.connected).toBe(true);
  }
});
