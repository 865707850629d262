import type { AuditPage } from '#domain/contracts/audit';
import type { MakeApiTokenRequest } from '#domain/contracts/api-token';
import type { ProgramView } from '#domain/contracts/program';
import { createProgram } from '#commands/people/programs/change-program';
import { makeProgramToken } from '#commands/people/programs/change-program-tokens';
import { openTicket } from '#commands/tickets/open-ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { readFacts } from '#store/tickets/read-facts';
import { endpointsOver, testJwtSecret } from '#testkit/desk-endpoints';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { beforeEach, beforeAll, expect, test } from 'vitest';

let desk: TestDesk;
let origin: string;
let admin: StaffActor;

beforeAll(async () => {
  desk = await openTestDesk();
  ({ origin } = await serveTestApp(endpointsOver(desk.pool)));
});
beforeEach(async () => {
  admin = await insertStaff(desk.pool, { role: 'admin' });
});

const contextOf = (actor: StaffActor) => ({
  ...{ pool: desk.pool, actor, address: null, requestId: 'r', deliverSoon: () => undefined },
});
const make = (teamIds: string[], role = 'agent') => createProgram(contextOf(admin), { name: 'Shop', role, teamIds });
const token = (programId: string, more: Partial<MakeApiTokenRequest> = {}, by = admin) =>
  makeProgramToken(contextOf(by), { programId, name: 'Live', permissions: null, mayWrite: true, days: 30, ...more });

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each asks for what it reads
async function ask<Reply>(bearer: string, method: string, path: string, body?: object) {
  const response = await fetch(`${origin}/api${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Reply & { code?: string } };
}
const asPerson = async (who: StaffActor, method: string, path: string, body?: object) =>
  ask<{ programs: ProgramView[] } & ProgramView & AuditPage>(
    await signTestToken(testJwtSecret, who),
    method,
    path,
    body,
  );

test('a program works in its own name, where its teams and its role let it', async () => {
  const teamId = await insertTeam(desk.pool);
  const { id } = await make([teamId]);
  const { secret } = await token(id);
  const customer = await insertCustomer(desk.pool);
  const opened = await openTicket(desk.as(admin), buildOpenTicketInput(customer.id, { teamId }));
  const elsewhere = await openTicket(
    desk.as(admin),
    buildOpenTicketInput(customer.id, { teamId: await insertTeam(desk.pool) }),
  );
  const raise = { priority: 'high' };
  expect((await ask(secret, 'PUT', `/tickets/${opened.ticketId}/priority`, raise)).status).toBe(200);
  expect((await ask(secret, 'PUT', `/tickets/${elsewhere.ticketId}/priority`, raise)).status).toBe(404);
  const facts = await readFacts(desk.pool, opened.ticketId, { after: 0, limit: 10 });
  expect(facts.at(-1)?.cause).toMatchObject({ id });
  // Tickets are given to people.
  expect((await ask(secret, 'PUT', `/tickets/${opened.ticketId}/assignee`, { assigneeId: id })).body.code).toBe(
    'unknown_reference',
  );
});

test('it is no colleague: not in the list of people, changed by nobody as one, asked for no password', async () => {
  const { id } = await make([]);
  const { body } = await ask<{ staff: { id: string }[] }>(await signTestToken(testJwtSecret, admin), 'GET', '/staff');
  expect(body.staff.map((person) => person.id)).not.toContain(id);
  expect((await asPerson(admin, 'PATCH', `/staff/${id}`, { name: 'X' })).status).toBe(404);
  expect((await asPerson(admin, 'PATCH', `/programs/${admin.id}`, { name: 'X' })).status).toBe(404);
  await expect(token(admin.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [id])).rejects.toThrow(
    'no_password',
  );
});

test('what is changed of it holds with its next request; what is not let in is let in by no token', async () => {
  const { id } = await make([]);
  const { secret } = await token(id);
  expect((await ask(secret, 'GET', '/audit')).status).toBe(403);
  expect((await asPerson(admin, 'PATCH', `/programs/${id}`, { role: 'admin' })).body.role.code).toBe('admin');
  // A token made before gets nothing by it: whoever made it may not have had that.
  expect((await ask(secret, 'GET', '/audit')).status).toBe(403);
  const { secret: wider } = await token(id);
  expect((await ask(wider, 'GET', '/audit')).status).toBe(200);
  expect((await asPerson(admin, 'PATCH', `/programs/${id}`, { role: 'agent' })).status).toBe(200);
  expect((await ask(wider, 'GET', '/audit')).status).toBe(403);
  expect((await asPerson(admin, 'PATCH', `/programs/${id}`, { isActive: false })).body).toMatchObject({
    isActive: false,
    tokens: [],
  });
  expect((await ask(secret, 'GET', '/tickets')).status).toBe(401);
  // As with people: what was ended does not come back.
  await asPerson(admin, 'PATCH', `/programs/${id}`, { isActive: true });
  expect((await ask(secret, 'GET', '/tickets')).status).toBe(401);
});

test('nobody gets by a program what they may not do themselves, and no token makes tokens', async () => {
  await desk.pool.query(
    `INSERT INTO role (code, name, permissions) VALUES ('people_only', 'People only', '{people.manage}') ON CONFLICT DO NOTHING`,
  );
  const manager = await insertStaff(desk.pool);
  await desk.pool.query(`UPDATE staff SET role = 'people_only' WHERE id = $1`, [manager.id]);
  const weak: StaffActor = { ...manager, permissions: ['people.manage'] };
  const { id } = await make([], 'admin');
  await expect(token(id, {}, weak)).rejects.toMatchObject({ code: 'forbidden' });
  const { token: made } = await token(id);
  expect((await asPerson(weak, 'DELETE', `/programs/${id}/tokens/${made.id}`)).status).toBe(403);
  expect((await asPerson(weak, 'PATCH', `/programs/${id}`, { name: 'Mine' })).status).toBe(403);
  expect((await asPerson(weak, 'POST', '/programs', { name: 'Mine', role: 'admin', teamIds: [] })).status).toBe(403);
  const { secret } = await token(id);
  expect((await ask(secret, 'POST', `/programs/${id}/tokens`, { name: 'Another' })).status).toBe(401);
});

test('tokens are listed without their secrets and ended, and all of it is in the log', async () => {
  const { id } = await make([]);
  const { secret, token: made } = await token(id);
  const { body } = await asPerson(admin, 'GET', '/programs');
  const listed = body.programs.find((program) => program.id === id);
  expect(listed?.tokens.map(({ name, hint }) => [name, hint])).toEqual([['Live', secret.slice(-4)]]);
  expect(JSON.stringify(body)).not.toContain(secret);
  expect((await asPerson(admin, 'DELETE', `/programs/${id}/tokens/${made.id}`)).status).toBe(204);
  expect((await ask(secret, 'GET', '/tickets')).status).toBe(401);
  expect((await asPerson(admin, 'DELETE', `/programs/${id}/tokens/${made.id}`)).status).toBe(404);
  const { body: log } = await asPerson(admin, 'GET', `/audit?by=${admin.id}`);
  expect(log.entries.map(({ act }) => act)).toEqual(['token.ended', 'token.made', 'program.created']);
});

test('what was done by a token says by which, also when it has ended, and what its owner did in person says none', async () => {
  const { id } = await make([], 'admin');
  const { secret, token: made } = await token(id);
  await desk.pool.query(`UPDATE staff SET password_hash = 'x' WHERE id = $1`, [admin.id]);
  const { body: role } = await ask<{ code: string }>(secret, 'POST', '/roles', { name: 'By a shop', permissions: [] });
  const renamed = { name: 'By a person', permissions: [] };
  expect((await asPerson(admin, 'PUT', `/roles/${role.code}`, renamed)).status).toBe(200);
  await asPerson(admin, 'DELETE', `/programs/${id}/tokens/${made.id}`);
  const { body } = await asPerson(admin, 'GET', `/audit?kind=role&subject=${role.code}`);
  expect(body.entries.map(({ act, by }) => [act, by?.token])).toEqual([
    ['role.changed', null],
    ['role.created', 'Live'],
  ]);
  const exported = await fetch(`${origin}/api/audit/export?subject=${role.code}`, {
    headers: { Authorization: `Bearer ${await signTestToken(testJwtSecret, admin)}` },
  });
  expect(await exported.text()).toMatch(/"role\.created",[^]*,"Live"\r\n/);
});
