import { changeStaff } from '#commands/people/staff/change-staff';
import { makeApiToken } from '#commands/people/tokens/make-api-token';
import { endApiToken } from '#commands/people/tokens/end-api-token';
import { makeApiTokenRequest } from '#domain/contracts/api-token';
import { openTicket } from '#commands/tickets/open-ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { endpointsOver } from '#testkit/desk-endpoints';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { beforeAll, beforeEach, expect, test } from 'vitest';

let desk: TestDesk;
let origin: string;
let supervisor: StaffActor;
let ticketId: string;

beforeAll(async () => {
  desk = await openTestDesk();
  ({ origin } = await serveTestApp(endpointsOver(desk.pool)));
});
beforeEach(async () => {
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  const customer = await insertCustomer(desk.pool);
  ({ ticketId } = await openTicket(desk.as(supervisor), buildOpenTicketInput(customer.id)));
});

const context = () => ({ pool: desk.pool, actor: supervisor, address: '192.0.2.7', requestId: 'r' });
const make = (request: object) => makeApiToken(context(), makeApiTokenRequest.parse({ name: 'Export', ...request }));
const ask = (secret: string, method: string, path: string, body?: object) =>
  fetch(`${origin}/api${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
const statusOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;
const raise = { priority: 'high' };

test('a program is let in by a token, reads, and changes nothing unless the token may', async () => {
  const { secret } = await make({});
  expect(secret).toMatch(/^nixf_[\w-]{43}$/);
  expect(await statusOf(secret, 'GET', `/tickets/${ticketId}`)).toBe(200);
  expect(await statusOf(secret, 'PUT', `/tickets/${ticketId}/priority`, raise)).toBe(403);
  const writer = await make({ mayWrite: true });
  expect(await statusOf(writer.secret, 'PUT', `/tickets/${ticketId}/priority`, raise)).toBe(200);
});

test('it may no more than is named, and no more than its owner may now', async () => {
  const { secret } = await make({ mayWrite: true, permissions: ['ticket.see_all', 'ticket.work', 'audit.read'] });
  expect(await statusOf(secret, 'GET', '/audit')).toBe(403);
  expect(await statusOf(secret, 'PUT', `/tickets/${ticketId}/deletion`)).toBe(403);
  // Nor by way of the ticket's workflow, which would act as its owner.
  expect(await statusOf(secret, 'POST', `/tickets/${ticketId}/operations?wait=true`, { act: 'pause' })).toBe(403);
  expect(await statusOf(secret, 'PUT', `/tickets/${ticketId}/priority`, raise)).toBe(200);
  await desk.pool.query(`UPDATE staff SET role = 'light_agent' WHERE id = $1`, [supervisor.id]);
  expect(await statusOf(secret, 'PUT', `/tickets/${ticketId}/priority`, raise)).toBe(403);
});

test('ended, expired, of somebody who was let go, juggled: it lets nobody in', async () => {
  const { secret, token } = await make({});
  const [expired, ofLetGo] = [await make({}), await make({})];
  await desk.pool.query(`UPDATE api_token SET expires_at = nixflow_now() WHERE id = $1`, [expired.token.id]);
  await endApiToken(context(), token.id);
  await expect(endApiToken(context(), token.id)).rejects.toMatchObject({ code: 'not_found' });
  const last = ofLetGo.secret.endsWith('A') ? 'B' : 'A';
  for (const one of [
    secret,
    expired.secret,
    `${ofLetGo.secret.slice(0, -1)}${last}`,
    `${ofLetGo.secret}A`,
    'nixf_',
    'null',
  ]) {
    expect(await statusOf(one, 'GET', '/tickets')).toBe(401);
  }
  expect(await statusOf(ofLetGo.secret, 'GET', '/tickets')).toBe(200);
  const mustChange = (must: boolean) =>
    desk.pool.query('UPDATE staff SET must_change_password = $2 WHERE id = $1', [supervisor.id, must]);
  await mustChange(true);
  expect(await statusOf(ofLetGo.secret, 'GET', '/tickets')).toBe(401);
  await mustChange(false);
  await desk.pool.query('UPDATE staff SET is_active = false WHERE id = $1', [supervisor.id]);
  expect(await statusOf(ofLetGo.secret, 'GET', '/tickets')).toBe(401);
});

test('whoever was let go and comes back makes new ones', async () => {
  const { secret } = await make({});
  const admin = await insertStaff(desk.pool, { role: 'admin' });
  await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [admin.id]);
  const asAdmin = { ...context(), actor: admin, deliverSoon: () => undefined };
  for (const isActive of [false, true]) await changeStaff(asAdmin, { staffId: supervisor.id, isActive });
  expect(await statusOf(secret, 'GET', '/tickets')).toBe(401);
});

test('no token makes tokens or changes a password; what it was used for last is noted', async () => {
  const { secret, token } = await make({ mayWrite: true });
  for (const [method, path] of [
    ['GET', '/session'],
    ['GET', '/session/tokens'],
    ['POST', '/session/tokens'],
    ['PUT', '/session/password'],
  ] as const) {
    expect(await statusOf(secret, method, path, method === 'GET' ? undefined : { name: 'More' })).toBe(401);
  }
  await ask(secret, 'GET', '/tickets');
  const { rows } = await desk.pool.query(
    'SELECT last_used_at IS NOT NULL AS used, last_address AS address FROM api_token WHERE id = $1',
    [token.id],
  );
  expect(rows).toEqual([{ used: true, address: '127.0.0.1' }]);
  const { rows: told } = await desk.pool.query<{ text: string }>(
    'SELECT row_to_json(a)::text AS text FROM audit_entry a',
  );
  expect(told.map(({ text }) => text).join()).not.toContain(secret.slice(5));
});
