import { randomUUID } from 'node:crypto';
import type { ProblemBody } from '#domain/contracts/problem';
import type { FactList, TicketView } from '#domain/contracts/ticket';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { createTicketEngine } from '#temporal/ticket-engine';
import { fresh, ticketWorkflowId } from '#workflows/ticket/ticket.messages';
import { insertCustomer, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiDependencies } from '../../api-dependencies.ts';
import { createActorReaders } from '../../auth/read-actor.ts';
import { createSessionCookie } from '../../auth/session-cookie.ts';
import { deskEndpoints } from '../desk-endpoints.ts';

const jwtSecret = 'a secret of tests, of at least 32 characters';

let desk: TicketWorker;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let supervisor: StaffActor;

beforeAll(async () => {
  desk = await startTicketWorker();
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool);
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  const hour = { resolution: 3600 };
  await insertPolicy(desk.pool, { body: { targets: { normal: hour, high: hour }, pauses: {}, warnAt: [] } });
});

/** What any of the routes may answer; each story reads what its own ones do. */
type Answer = { readonly messageId: string } & TicketView & FactList & Pick<ProblemBody, 'code' | 'errors'>;

type Person = Pick<Exclude<Actor, { kind: 'engine' }>, 'kind' | 'id'>;

/** The tickets' part of the API, and a way to call it as somebody. */
async function serve(options: { readonly production?: boolean; readonly temporalUiUrl?: string } = {}) {
  const cookie = createSessionCookie(['http://localhost:5173']);
  const { production = false, temporalUiUrl } = options;
  const dependencies = {
    config: {
      ...{ attachmentsDir: '', temporal: { namespace: 'desk' }, temporalUiUrl },
      ...{ encryptionKeys: [jwtSecret], frontendOrigins: ['http://localhost:5173'] },
    },
    readers: createActorReaders({ client: desk.pool, cookie, testSecret: production ? null : jwtSecret }),
    store: { pool: desk.pool },
    temporal: desk.client,
    delivery: { deliverSoon: desk.context({ kind: 'engine' }).deliverSoon },
  } as unknown as ApiDependencies;
  const { origin } = await serveTestApp(deskEndpoints(dependencies));
  return async (who: Person | null, call: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const [method = '', path = ''] = call.split(' ');
    const token = who && (await signTestToken(jwtSecret, who));
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as Answer };
  };
}

const opening = () => ({ subject: 'The printer is on fire', body: 'It really is.', requesterId: customer.id });

test('a ticket is opened, worked on and answered, and tells all of it as facts', async () => {
  const call = await serve();
  const opened = await call(agent, 'POST /tickets', { ...opening(), via: 'phone', tags: ['vip', 'Rückruf'] });
  expect(opened.status).toBe(201);
  const { ticketId, number } = opened.body;
  const team = await insertTeam(desk.pool);
  const change = async (request: string, body: object = {}) => {
    const { status, body: receipt } = await call(supervisor, request.replace(' ', ` /tickets/${ticketId}/`), body);
    expect([request, status]).toEqual([request, request.startsWith('POST messages') ? 201 : 200]);
    expect(receipt).toMatchObject({ ticketId, number });
  };
  await change('PUT team', { teamId: team });
  await change('PUT assignee', { assigneeId: agent.id });
  await change('PUT priority', { priority: 'high' });
  await change('PUT subject', { subject: 'Fire' });
  await change('PATCH tags', { add: ['fire'], remove: ['vip'] });
  await change('POST messages', { public: true, body: 'Use water.' });
  await change('PUT status', { status: 'pending' });
  await change('POST operations', { act: 'pause' });

  await desk.pool.query("INSERT INTO ticket_cc (ticket_id, address, name) VALUES ($1, 'bob@example.com', 'Bob')", [
    ticketId,
  ]);
  const { body: ticket } = await call(agent, `GET /tickets/${ticketId}`);
  expect(ticket).toMatchObject({
    cc: [{ name: 'Bob', address: 'bob@example.com' }],
    ...{ view: 'staff', ticketId, number, subject: 'Fire', status: 'pending', priority: 'high', teamId: team },
    ...{
      assigneeId: agent.id,
      requesterId: customer.id,
      via: 'phone',
      tags: ['Rückruf', 'fire'],
      survivorId: ticketId,
    },
  });
  expect(ticket).toMatchObject({
    ...{ team: { id: team }, assignee: { id: agent.id }, requester: { id: customer.id } },
    mayI: { reply: true, note: true, assign: true, undo: true, operate: false, delete: false },
    engine: { url: null },
  });
  expect(ticket.clocks).toMatchObject([{ metric: 'resolution', state: 'running', targetMs: 3_600_000, metAt: null }]);
  const { body: list } = await call(agent, `GET /tickets/${ticketId}/facts`);
  expect(list.facts.map(({ type }) => type)).toEqual([
    ...['created', 'team', 'assignee', 'priority', 'subject', 'tags', 'message', 'status', 'operation'],
  ]);
  const { body: rest } = await call(agent, `GET /tickets/${ticketId}/facts?after=7&limit=1`);
  expect(rest).toMatchObject({ facts: [{ seq: 8, cause: { kind: 'person', id: supervisor.id } }], lastSeq: 9 });
});

test('operators are led to the ticket’s workflow, if somebody said where the Temporal UI is', async () => {
  const call = await serve({ temporalUiUrl: 'http://localhost:8233' });
  const { ticketId } = (await call(agent, 'POST /tickets', opening())).body;
  const urlFor = async (who: Person) => (await call(who, `GET /tickets/${ticketId}`)).body.engine.url;
  expect(await urlFor(supervisor)).toBe(`http://localhost:8233/namespaces/desk/workflows/ticket-${ticketId}`);
  expect(await urlFor(agent)).toBeNull();
  expect((await call(supervisor, `GET /tickets/${ticketId}`)).body.mayI).toMatchObject({ operate: true, delete: true });
});

test('what screens read of a ticket is there', async () => {
  const call = await serve();
  const { ticketId } = (await call(customer, 'POST /tickets', { subject: 'Mine', body: 'Help' })).body;
  const paths = ['thread', 'timeline', 'clocks/explain'].map((path) => `GET /tickets/${ticketId}/${path}`);
  const statusesFor = async (who: Person) => {
    const statuses: number[] = [];
    for (const path of ['GET /tickets', 'GET /tickets/counts', ...paths]) statuses.push((await call(who, path)).status);
    return statuses;
  };
  expect(await statusesFor(agent)).toEqual([200, 200, 200, 200, 200]);
  expect(await statusesFor(customer)).toEqual([403, 403, 200, 403, 403]);
  expect((await call(agent, 'GET /tickets?status=open,lost')).body.errors).toMatchObject([{ pointer: expect.stringMatching(/^\/status/) as string }]); // prettier-ignore
});

test('it leaves the queue in every way and comes back', async () => {
  const call = await serve();
  const [one, other] = [
    await call(customer, 'POST /tickets', { subject: 'One', body: 'Help' }),
    await call(customer, 'POST /tickets', { subject: 'Other', body: 'Help' }),
  ];
  const [id, into] = [one.body.ticketId, other.body.ticketId];
  for (const way of ['spam', 'deletion']) {
    expect((await call(supervisor, `PUT /tickets/${id}/${way}`)).status).toBe(200);
    expect((await call(customer, `GET /tickets/${id}`)).status).toBe(404);
    expect((await call(supervisor, `DELETE /tickets/${id}/${way}`)).status).toBe(200);
  }
  expect((await call(agent, `PUT /tickets/${id}/merge`, { into })).body.ticketId).toBe(into);
  const { body } = await call(agent, `GET /tickets/${id}`);
  expect(body).toMatchObject({ ticketId: id, mergedIntoId: into, survivorId: into });
  const written = await call(agent, `POST /tickets/${id}/messages`, { public: false, body: 'A note' });
  expect(written.body.ticketId).toBe(into);
  expect((await call(agent, `DELETE /tickets/${id}/merge`)).body.ticketId).toBe(id);
  expect((await call(agent, `DELETE /tickets/${id}/merge`)).body).toMatchObject({ code: 'not_possible' });
});

test('customers see their own tickets alone, without what is internal', async () => {
  const call = await serve();
  const { body } = await call(customer, 'POST /tickets', { subject: 'Mine', body: 'Help' });
  const seen = await call(customer, `GET /tickets/${body.ticketId}`);
  expect(seen.body).toEqual<object>({
    ...{ view: 'requester', ticketId: body.ticketId, number: body.number, subject: 'Mine', status: 'new' },
    ...{ createdAt: seen.body.createdAt, changedAt: seen.body.changedAt, lastMessageId: body.messageId },
  });
  const stranger = await insertCustomer(desk.pool);
  const answers = [
    await call(stranger, `GET /tickets/${body.ticketId}`),
    await call(stranger, `GET /tickets/${randomUUID()}`),
    await call(stranger, `POST /tickets/${body.ticketId}/messages`, { public: true, body: 'Me, too' }),
    await call(customer, `GET /tickets/${body.ticketId}/facts`),
    await call(customer, `PUT /tickets/${body.ticketId}/priority`, { priority: 'urgent' }),
    await call(customer, `POST /tickets/${body.ticketId}/operations?wait=true`, { act: 'pause' }),
    await call(customer, 'POST /tickets', { ...opening(), priority: 'urgent' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 403, 403, 403, 403]);
});

describe('a request that comes again', () => {
  test('with its key is answered the same and done once; with another body it is refused', async () => {
    const call = await serve();
    const key = { 'Idempotency-Key': randomUUID() };
    const first = await call(agent, 'POST /tickets', opening(), key);
    expect(await call(agent, 'POST /tickets', opening(), key)).toMatchObject({ status: 201, body: first.body });
    const other = await call(agent, 'POST /tickets', { ...opening(), body: 'Other' }, key);
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  test('with a key that is none is refused, and says where', async () => {
    const call = await serve();
    const { body } = await call(agent, 'POST /tickets', opening(), { 'Idempotency-Key': 'two words' });
    expect(body).toMatchObject({ code: 'invalid_request', errors: [{ in: 'header', pointer: '/idempotency-key' }] });
  });
});

test('an edit that is stale says what happened meanwhile', async () => {
  const call = await serve();
  const { ticketId, revision } = (await call(agent, 'POST /tickets', opening())).body;
  const { body } = await call(agent, `PUT /tickets/${ticketId}/priority`, { priority: 'high', revision });
  const stale = await call(supervisor, `PUT /tickets/${ticketId}/priority`, { priority: 'low', revision });
  expect(stale.body).toMatchObject({ status: 409, code: 'stale', news: [{ seq: body.seq, type: 'priority' }] });
});

test('an operator who waits is answered when the workflow has taken the act up, and asking again is one act', async () => {
  const call = await serve();
  const { ticketId } = (await call(agent, 'POST /tickets', opening())).body;
  const key = { 'Idempotency-Key': randomUUID() };
  const act = () => call(supervisor, `POST /tickets/${ticketId}/operations?wait=true`, { act: 'pause' }, key);
  const first = await act();
  expect(first.status).toBe(200);
  const { body } = await call(agent, `GET /tickets/${ticketId}`);
  expect(body.engine.seenSeq).toBeGreaterThanOrEqual(first.body.seq);
  // What it did, not what became of the ticket.
  await call(agent, `PUT /tickets/${ticketId}/priority`, { priority: 'high' });
  expect((await act()).body).toEqual(first.body);
  expect(first.body).toEqual({ ticketId, number: body.number, revision: 2, seq: 2 });
  // The engine forgets the ids of updates with the run that took them; the command's own key does not.
  const { runId } = await desk.handle(ticketId).describe();
  await desk.handle(ticketId).signal(fresh);
  await expect.poll(async () => (await desk.handle(ticketId).describe()).runId).not.toBe(runId);
  expect((await act()).body).toEqual(first.body);
  const refused = [
    await call(agent, `POST /tickets/${ticketId}/operations?wait=true`, { act: 'resume' }),
    await call(supervisor, `POST /tickets/${ticketId}/operations?wait=true`, { act: 'skip', run: 7, path: 'x' }),
    await call(supervisor, `POST /tickets/${randomUUID()}/operations?wait=true`, { act: 'pause' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 409, 404]);
});

test('an engine that answers nobody is told as such to who waits for it, and no ticket is made up', async () => {
  const call = await serve();
  const unknown = randomUUID();
  await call(supervisor, `POST /tickets/${unknown}/operations?wait=true`, { act: 'pause' });
  await expect(desk.client.workflow.getHandle(ticketWorkflowId(unknown)).describe()).rejects.toThrow();
  const { operate } = createTicketEngine(desk.client);
  const request = { operation: { act: 'pause' }, staffId: supervisor.id } as const;
  await expect(operate('x'.repeat(2_000), request, 'key')).rejects.toMatchObject({ code: 'engine_unavailable' });
});

const wrong: readonly [string, string, unknown, string][] = [
  ['no requester', 'POST /tickets', { subject: 'S', body: 'B' }, '/requesterId'],
  ['an empty subject', 'POST /tickets', { subject: ' ', body: 'B' }, '/subject'],
  ['a subject of two lines', 'POST /tickets', { subject: 'a\nb', body: 'B' }, '/subject'],
  ['a body of blanks', 'POST /tickets', { subject: 'S', body: ' \n' }, '/body'],
  ['a tag with a blank', 'POST /tickets', { subject: 'S', body: 'B', tags: ['two words'] }, '/tags/0'],
  ['a field that is not asked for', 'POST /tickets', { subject: 'S', body: 'B', colour: 'red' }, ''],
  ['an id that is none', 'PUT /tickets/1042/status', { status: 'open' }, '/ticketId'],
  ['status new', 'PUT /tickets/:id/status', { status: 'new' }, '/status'],
  ['a revision beyond all', 'PUT /tickets/:id/status', { status: 'open', revision: 2 ** 40 }, '/revision'],
  ['an act nobody knows', 'POST /tickets/:id/operations', { act: 'explode' }, '/act'],
  ['a page from beyond all time', 'GET /tickets?sort=changed&after=changed.9999999999999999.1', undefined, '/after'],
  ['a timeline from there', 'GET /tickets/:id/timeline?before=9999999999999999.fact.1', undefined, '/before'],
  ['facts after minus one', 'GET /tickets/:id/facts?after=-1', undefined, '/after'],
];

test.each(wrong)('refused with its place: %s', async (_, request, body, pointer) => {
  const call = await serve();
  const { ticketId } = (await call(agent, 'POST /tickets', opening())).body;
  const answer = await call(supervisor, request.replace(':id', ticketId), body);
  expect(answer.body).toMatchObject({ status: 400, code: 'invalid_request' });
  expect(answer.body.errors?.map((error) => error.pointer)).toContain(pointer);
});

test('ids may be written in capitals', async () => {
  const call = await serve();
  const { ticketId } = (await call(agent, 'POST /tickets', { ...opening(), requesterId: customer.id.toUpperCase() }))
    .body;
  const { body } = await call(agent, `GET /tickets/${ticketId.toUpperCase()}`);
  expect(body.ticketId).toBe(ticketId);
});

test('what names somebody or something that is not there is told apart from a malformed request', async () => {
  const call = await serve();
  const { ticketId } = (await call(agent, 'POST /tickets', opening())).body;
  const answers = [
    await call(agent, 'POST /tickets', { ...opening(), requesterId: randomUUID() }),
    await call(agent, `PUT /tickets/${ticketId}/assignee`, { assigneeId: randomUUID() }),
    await call(agent, `PUT /tickets/${ticketId}/team`, { teamId: randomUUID() }),
  ];
  expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('unknown_reference'));
});

test('in production a token of tests opens nothing, whoever it names', async () => {
  const call = await serve({ production: true });
  for (const request of ['POST /tickets', `GET /tickets/${randomUUID()}`, `PUT /tickets/${randomUUID()}/status`]) {
    const answer = await call(supervisor, request, request.startsWith('GET') ? undefined : opening());
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
  }
});
