import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { ledger } from '#store/mail/ledger';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { serveTestApp } from '#testkit/serve-test-app';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { signTestToken } from '#testkit/test-token';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ApiDependencies } from '../api-dependencies.ts';
import { createActorReaders } from '../auth/read-actor.ts';
import { createSessionCookie } from '../auth/session-cookie.ts';
import { allEndpoints } from './all-endpoints.ts';
import { deskEndpoints } from './desk-endpoints.ts';
import type { Endpoint } from './endpoint.ts';

const jwtSecret = 'a secret of tests, of at least 32 characters';
type Person = Exclude<Actor, { kind: 'engine' }>;

let desk: TestDesk;
let endpoints: Endpoint[];
let teamId: string;
let agent: StaffActor;
let requester: Extract<Actor, { kind: 'customer' }>;
let ids: Readonly<Record<'ticketId' | 'messageId' | 'mailId' | 'attachmentId', string>>;
let elsewhere: string;

beforeAll(async () => {
  desk = await openTestDesk();
  const cookie = createSessionCookie(['http://localhost:5173']);
  const dependencies = {
    config: { attachmentsDir: mkdtempSync(join(tmpdir(), 'nixflow-may-')), jwtSecret, temporal: {} },
    readers: createActorReaders({ client: desk.pool, cookie, testSecret: jwtSecret }),
    ...{ store: { pool: desk.pool }, temporal: {}, realtime: {}, health: {}, passwords: {}, limiter: {} },
    ...{ sessionCookie: cookie, delivery: { deliverSoon: () => undefined } },
  } as unknown as ApiDependencies;
  endpoints = deskEndpoints(dependencies);
  everyEndpoint = allEndpoints(dependencies);
});
let everyEndpoint: Endpoint[];

beforeEach(async () => {
  teamId = await insertTeam(desk.pool);
  agent = await insertStaff(desk.pool, { teamIds: [teamId] });
  requester = await insertCustomer(desk.pool);
  const { ticketId } = await openTicket(desk.as(agent), buildOpenTicketInput(requester.id, { teamId }));
  const reply = { ticketId, public: true, body: 'Words', via: 'web', undoSeconds: 60 } as const;
  const { messageId } = await addMessage(desk.as(agent), reply);
  const { rows } = await desk.pool.query<{ id: string }>(
    `INSERT INTO attachment (message_id, name, media_type, size) VALUES ($1, 'a.txt', 'text/plain', 1) RETURNING id`,
    [messageId],
  );
  ids = {
    ticketId,
    messageId,
    mailId: (await ledger.findByMessage(desk.pool, messageId))!.id,
    attachmentId: rows[0]!.id,
  };
  ({ ticketId: elsewhere } = await openTicket(desk.as(agent), buildOpenTicketInput(requester.id)));
});

/** What each endpoint takes besides the ids in its path. */
const bodies = (): Readonly<Record<string, unknown>> => ({
  'post /tickets/:ticketId/messages': { public: false, body: 'A note' },
  'put /tickets/:ticketId/assignee': { assigneeId: null },
  'put /tickets/:ticketId/status': { status: 'pending' },
  'put /tickets/:ticketId/priority': { priority: 'high' },
  'put /tickets/:ticketId/team': { teamId: null },
  'put /tickets/:ticketId/subject': { subject: 'Mine' },
  'patch /tickets/:ticketId/tags': { add: ['mine'] },
  'put /tickets/:ticketId/merge': { into: elsewhere },
  'post /tickets/:ticketId/operations': { act: 'pause' },
});
const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) => `${method} ${path}`;
/** Mail that came in is for those who see all of it, whosever ticket it is on. */
const aboutOne = () => endpoints.filter(({ path }) => /:(?:ticketId|mailId|attachmentId)/.test(path) && !path.startsWith('/mail/incoming')); // prettier-ignore

/** What somebody is answered by each endpoint about this ticket, its message, its mail or its file. */
async function statusesOf(who: Person | null, more: Readonly<Record<string, unknown>> = {}) {
  const { origin } = await serveTestApp(endpoints);
  const token = who && (await signTestToken(jwtSecret, who));
  const statuses: Record<string, number> = {};
  for (const one of aboutOne()) {
    const body = { ...bodies(), ...more }[nameOf(one)];
    const path = one.path.replace(/:(\w+)/g, (_, name: keyof typeof ids) => ids[name]);
    const response = await fetch(`${origin}/api${path}`, {
      method: one.method.toUpperCase(),
      headers: { ...(token && { Authorization: `Bearer ${token}` }), 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    statuses[nameOf(one)] = response.status;
  }
  return statuses;
}
const all = (status: number) => Object.fromEntries(aboutOne().map((one) => [nameOf(one), status]));

test('there is something to ask for', () => {
  expect(aboutOne().length).toBeGreaterThan(20);
});

test('nobody who is not signed in is answered anything about a ticket', async () => {
  expect(await statusesOf(null)).toEqual(all(401));
});

test.each(['agent', 'light_agent'] as const)(
  'to an %s of another team it is not there, whatever is asked',
  async (role) => {
    const stranger = await insertStaff(desk.pool, { role, teamIds: [await insertTeam(desk.pool)] });
    expect(await statusesOf(stranger)).toEqual(all(404));
    // Nor by way of one that they see.
    const { origin } = await serveTestApp(endpoints);
    const merging = await fetch(`${origin}/api/tickets/${elsewhere}/merge`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${await signTestToken(jwtSecret, stranger)}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ into: ids.ticketId }),
    });
    expect(merging.status).toBe(404);
  },
);

test('to another customer it is not there either', async () => {
  expect(await statusesOf(await insertCustomer(desk.pool))).toEqual(all(404));
});

test('whoever leaves the team is out with the next request', async () => {
  expect((await statusesOf(agent))['get /tickets/:ticketId']).toBe(200);
  await desk.pool.query('UPDATE ticket SET assignee_id = NULL, team_id = $2 WHERE id = $1', [ids.ticketId, teamId]);
  await desk.pool.query('DELETE FROM team_member WHERE staff_id = $1', [agent.id]);
  expect(await statusesOf(agent)).toEqual(all(404));
});

test('a light agent of the team reads, and writes notes', async () => {
  const reader = await insertStaff(desk.pool, { role: 'light_agent', teamIds: [teamId] });
  const expected = aboutOne().map((one) => [nameOf(one), one.method === 'get' ? 200 : 403] as const);
  expect(await statusesOf(reader)).toEqual({
    ...Object.fromEntries(expected),
    'post /tickets/:ticketId/messages': 201,
    // The row is there; its bytes are not.
    'get /attachments/:attachmentId': 404,
  });
});

test('its requester reads the ticket and writes on it, and does nothing else', async () => {
  const written = { 'post /tickets/:ticketId/messages': { public: true, body: 'Mine' } };
  const statuses = await statusesOf(requester, written);
  const allowed = Object.entries(statuses).filter(([, status]) => status < 300);
  expect(allowed.map(([name]) => name).sort()).toEqual([
    'get /tickets/:ticketId',
    'get /tickets/:ticketId/thread',
    'post /tickets/:ticketId/messages',
  ]);
  expect(Object.values(statuses).filter((status) => status >= 500)).toEqual([]);
});

test('what is open to everybody is known by name', () => {
  const open = everyEndpoint.filter(({ readActor }) => readActor === undefined).map(nameOf);
  expect(open.sort()).toEqual([
    'delete /help-form/files/:attachmentId',
    'delete /session',
    'get /health',
    'get /help-form',
    'get /live',
    'get /one-time-links/:token',
    'get /ready',
    'get /self-checks/:selfCheckId',
    'get /self-checks/latest',
    'post /help-form/files',
    'post /help-form/requests',
    'post /one-time-links/:token',
    'post /self-checks',
    'post /session',
  ]);
});
