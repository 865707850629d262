import { randomUUID } from 'node:crypto';
import { openTicket } from '#commands/tickets/open-ticket';
import { problemBody } from '#domain/contracts/problem';
import type { SocketAnswer } from '#domain/contracts/socket-ask';
import { ticketReceipt } from '#domain/contracts/ticket';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { deskFrontend, deskSecret, startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiDependencies } from '../api-dependencies.ts';
import { createActorReaders } from '../auth/read-actor.ts';
import { createSessionCookie } from '../auth/session-cookie.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { deskEndpoints } from '../http/desk-endpoints.ts';

let desk: RealtimeDesk;
let endpoints: readonly Endpoint[];
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let lightAgent: StaffActor;

beforeAll(async () => {
  desk = await startRealtimeDesk({
    endpoints({ pool, context }) {
      const dependencies = {
        config: { temporal: {}, encryptionKeys: [deskSecret], frontendOrigins: [deskFrontend] },
        readers: createActorReaders({
          client: pool,
          cookie: createSessionCookie([deskFrontend]),
          testSecret: deskSecret,
        }),
        ...{ store: { pool }, temporal: {}, delivery: { deliverSoon: context({ kind: 'engine' }).deliverSoon } },
      } as unknown as ApiDependencies;
      endpoints = deskEndpoints(dependencies);
      return endpoints;
    },
  });
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool);
  lightAgent = await insertStaff(desk.pool, { role: 'light_agent' });
});

const open = async () => (await openTicket(desk.context(agent), buildOpenTicketInput(customer.id))).ticketId;
const codeOf = (answer: SocketAnswer) => (answer.ok ? 'ok' : answer.problem.code);
const revisionOf = async (ticketId: string) =>
  (await desk.pool.query<{ revision: number }>('SELECT revision FROM ticket WHERE id = $1', [ticketId])).rows[0]!
    .revision;

describe('a command over a socket', () => {
  const priority = 'putTicketsByTicketIdPriority';

  test('does what the endpoint of that name does, and answers as it does', async () => {
    const ticketId = await open();
    const socket = await desk.connect(0, agent);
    const answer = await socket.ask({
      ...{ type: 'call', operation: priority, params: { ticketId } },
      body: { priority: 'high', revision: 1 },
    });
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(ticketReceipt.parse(answer.ok && answer.reply)).toMatchObject({ ticketId, revision: 2 });
    const opened = await socket.ask({
      ...{ type: 'call', operation: 'postTickets' },
      body: { subject: 'By socket', body: 'Words', requesterId: customer.id },
    });
    expect(opened).toMatchObject({ ok: true, status: 201 });
  });

  test('fails with the very problem that HTTP answers', async () => {
    const ticketId = await open();
    const { origin } = await serveTestApp(endpoints);
    const refusals: readonly [StaffActor, string, unknown][] = [
      [agent, ticketId, { priority: 'shrill' }],
      [agent, ticketId, { priority: 'high', more: 1 }],
      [agent, ticketId, undefined],
      [agent, 'no-id', { priority: 'high' }],
      [agent, randomUUID(), { priority: 'high' }],
      [lightAgent, ticketId, { priority: 'high' }],
    ];
    for (const [who, id, body] of refusals) {
      const socket = await desk.connect(0, who);
      const answer = await socket.ask({ type: 'call', operation: priority, params: { ticketId: id }, body });
      const response = await fetch(`${origin}/api/tickets/${id}/priority`, {
        method: 'PUT',
        headers: {
          Authorization: `Bearer ${await signTestToken(deskSecret, who)}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const { requestId: _, ...overHttp } = problemBody.parse(await response.json());
      expect(answer).toMatchObject({ ok: false, problem: overHttp });
    }
  });

  test('is done once by its key, however it comes', async () => {
    const ticketId = await open();
    const { origin } = await serveTestApp(endpoints);
    const sockets = [await desk.connect(0, agent), await desk.connect(1, agent)];
    const idempotencyKey = randomUUID();
    const ask = { type: 'call', operation: 'postTicketsByTicketIdMessages', params: { ticketId } } as const;
    const body = { public: false, body: 'Once' };
    const answers = await Promise.all(sockets.map((socket) => socket.ask({ ...ask, body, idempotencyKey })));
    expect(answers[0]).toEqual(answers[1]);
    const response = await fetch(`${origin}/api/tickets/${ticketId}/messages`, {
      method: 'POST',
      headers: {
        ...{ Authorization: `Bearer ${await signTestToken(deskSecret, agent)}`, 'Content-Type': 'application/json' },
        'Idempotency-Key': idempotencyKey,
      },
      body: JSON.stringify(body),
    });
    const overHttp: unknown = await response.json();
    expect(answers[0]).toEqual({ ok: true, status: 201, reply: overHttp });
    expect(await revisionOf(ticketId)).toBe(2);
    const other = await sockets[0]!.ask({ ...ask, body: { public: false, body: 'Other' }, idempotencyKey });
    expect(codeOf(other)).toBe('idempotency_key_reused');
    const long = await sockets[0]!.ask({ ...ask, body, idempotencyKey: 'x'.repeat(200) });
    expect(long).toMatchObject({ problem: { errors: [{ in: 'header', pointer: '/idempotency-key' }] } });
  });

  test('is only for those who are signed in, and reading is for HTTP', async () => {
    const ticketId = await open();
    const call = { type: 'call', params: { ticketId } } as const;
    const [somebody, nobody] = [await desk.connect(0, agent), await desk.connect()];
    const body = { priority: 'high' };
    expect(codeOf(await nobody.ask({ ...call, operation: priority, body }))).toBe('unauthenticated');
    for (const operation of ['getTicketsByTicketId', 'constructor', '__proto__', '']) {
      expect(codeOf(await somebody.ask({ ...call, operation }))).toBe('not_found');
    }
    expect(await revisionOf(ticketId)).toBe(1);
  });
});

describe('what no browser of ours says', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

  test('is answered with a problem, without data or stack, and the process stays up', async () => {
    const socket = await desk.connect(0, agent);
    const join = { type: 'join', room: 'team:none' };
    const call = { type: 'call', operation: 'postTickets' };
    const malformed: readonly (readonly unknown[])[] = [
      [],
      [join, join],
      [{ ...join, room: 'team:none\0' }],
      [{ ...call, body: Buffer.from('bytes') }],
      [{ ...call, body: { body: '\ud800' } }],
      [{ ...call, body: JSON.parse('{"__proto__":{"isAdmin":true}}') as unknown }],
      [{ ...call, body: deep(100) }],
    ];
    for (const said of malformed) expect(codeOf(await socket.askAnything(...said))).toBe('malformed_request');
    const invalid: readonly unknown[] = [
      ...[null, undefined, 7, 'join', [], {}, [join], { type: 'constructor' }, { type: ['join'] }],
      ...[{ ...join, more: 1 }, { type: 'join' }, { ...join, room: 'team:x' }, { ...join, room: ['team:none'] }],
      ...[
        { ...join, room: 'staff:' + agent.id },
        { ...join, room: 'presence:x' },
        { ...join, room: 'x'.repeat(9_999) },
      ],
      ...[
        { type: 'presence', ticketId: 'x', state: 'viewing' },
        { type: 'presence', ticketId: randomUUID(), state: 'x' },
      ],
      ...[{ ...call, params: { ticketId: 7 } }, { ...call, params: [] }, { type: 'call' }, { ...call, method: 'get' }],
    ];
    for (const said of invalid) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const answer = await socket.askAnything(said);
      expect([said, codeOf(answer)]).toEqual([said, 'invalid_request']);
      expect(JSON.stringify(answer)).not.toMatch(/node_modules|\.ts:|Error:/);
    }
    await socket.join('team:none');
  });

  test('or says in another way, or without waiting for an answer, is refused by an event', async () => {
    const socket = await desk.connect(0, agent);
    const said: (() => unknown)[] = [
      () => socket.socket.emit('ask'),
      () => socket.socket.emit('ask', { type: 'join', room: 'team:none' }),
      () => socket.socket.emit('error', 'x'),
      () => socket.socket.emit('event', { type: 'notice.added' }),
      () => socket.socket.emit('constructor', {}),
      () => socket.socket.emit('', null),
      () => socket.socket.emit('__proto__', Buffer.from('bytes')),
    ];
    for (const say of said) say();
    await waitUntil('each is refused', () => socket.heardOf('refused').length === said.length);
    for (const { problem } of socket.heardOf('refused')) expect(problem.code).toBe('malformed_request');
    const answer: unknown = await socket.socket.timeout(2_000).emitWithAck('other', { type: 'join' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'malformed_request' } });
    await socket.join('team:none');
  });

  test('a flood is told that it is one, then ended; nobody else notices', async () => {
    const [flooder, quiet] = [await desk.connect(0, agent), await desk.connect(0, agent)];
    flooder.socket.io.reconnection(false);
    let reason = '';
    flooder.socket.on('disconnect', (why) => {
      reason = why;
    });
    const ask = () => flooder.ask({ type: 'leave', room: 'team:none' });
    const answers = (await Promise.all(Array.from({ length: 100 }, ask))).map(codeOf);
    expect(answers.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(60);
    expect(answers.at(-1)).toBe('too_many_requests');
    expect(flooder.socket.connected).toBe(true);
    for (let at = 0; at < 500; at++) flooder.socket.emit('ask', { type: 'leave', room: 'team:none' }, () => undefined);
    await waitUntil('the flooder is ended', () => flooder.socket.disconnected);
    expect(reason).toBe('io server disconnect');
    expect(flooder.heardOf('refused').at(-1)?.problem.code).toBe('too_many_requests');
    await quiet.join('team:none');
    // Who begins anew is welcome.
    flooder.socket.connect();
    await waitUntil('it is back', () => flooder.socket.connected);
    await flooder.join('team:none');
  });
});

test('presence is for the agent side, on tickets whose room they are in', async () => {
  const team = await insertTeam(desk.pool);
  const { ticketId } = await openTicket(desk.context(agent), buildOpenTicketInput(customer.id, { teamId: team }));
  const [member, theCustomer] = [await insertStaff(desk.pool, { teamIds: [team] }), await desk.connect(0, customer)];
  const say = { type: 'presence', ticketId, state: 'viewing' } as const;
  expect(codeOf(await (await desk.connect(0, agent)).ask(say))).toBe('not_found');
  expect(codeOf(await (await desk.connect()).ask(say))).toBe('not_found');
  await theCustomer.join(`ticket:${ticketId}`);
  expect(codeOf(await theCustomer.ask(say))).toBe('forbidden');
  const inside = await desk.connect(0, member);
  await inside.join(`ticket:${ticketId}`);
  expect(codeOf(await inside.ask(say))).toBe('ok');
  await waitUntil('it is heard', () => inside.heardOf('presence.changed').some(({ people }) => people.length > 0));
  expect(theCustomer.heardOf('presence.changed')).toEqual([]);
});
