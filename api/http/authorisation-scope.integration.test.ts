import { randomUUID } from 'node:crypto';
import { assignTicket } from '#commands/tickets/assign-ticket';
import type { AttachmentView } from '#domain/contracts/attachment';
import type { BulkPreview } from '#domain/contracts/bulk-job';
import type { TicketCounts, TicketList } from '#domain/contracts/ticket-list';
import { mayUse, type Access, type ObjectKind } from '#domain/permissions/access';
import { ENDPOINTS, type EndpointName } from '#domain/permissions/registry';
import { bodiesOf } from '#testkit/authorisation/bodies';
import { expectedOf, reaches, scopeOf, type MatrixObject } from '#testkit/authorisation/expected';
import { makeObject, OBJECTS } from '#testkit/authorisation/objects';
import { makeTicket, TICKETS, ticketOf } from '#testkit/authorisation/ticket-objects';
import { openAuthorisationWorld, PASSWORD, type AuthorisationWorld, type Person } from '#testkit/authorisation/world';
import { beforeAll, expect, test } from 'vitest';

let world: AuthorisationWorld;
let tickets: MatrixObject[];
let elsewhere: string;

beforeAll(async () => {
  world = await openAuthorisationWorld();
  tickets = [];
  for (const what of TICKETS) tickets.push(await makeTicket(world, what));
  ({ ticketId: elsewhere } = await ticketOf(world, { teamId: null }));
});

const accessTo = (name: EndpointName): Access => ENDPOINTS[name];
const staffPeople = () => world.people.flatMap(({ name, who }) => (who?.kind === 'staff' ? [{ name, who }] : []));
const read = async (who: Person, path: string) => (await world.ask(who, { method: 'GET', path })).text();

/** A list, what it is of, and by which query it shows all there is. */
interface Listing {
  readonly of: Exclude<ObjectKind, 'nothing'>;
  /** The id by which it names each. */
  readonly id: string;
  readonly query?: (object: MatrixObject) => string;
}

/** Every list that shows objects, whatever its scope. */
const LISTS: Readonly<Partial<Record<EndpointName, Listing>>> = {
  'get /mail/outgoing': { of: 'mail', id: 'mailId', query: () => '?limit=100' },
  'get /bulk-jobs': { of: 'bulk_job', id: 'jobId' },
  'get /session/devices': { of: 'device', id: 'sessionId' },
  'get /session/tokens': { of: 'token', id: 'tokenId' },
  'get /mail/incoming': { of: 'incoming_mail', id: 'mailId' },
  'get /mail/caught': { of: 'caught_mail', id: 'caughtId' },
  'get /customers': { of: 'customer', id: 'customerId', query: ({ ids }) => `?search=${ids['address'] ?? ''}` },
  'get /organisations': { of: 'organisation', id: 'organisationId', query: () => '?limit=200' },
  'get /staff': { of: 'person', id: 'staffId' },
  'get /programs': { of: 'program', id: 'programId' },
  'get /teams': { of: 'team', id: 'teamId' },
  'get /directory': { of: 'team', id: 'teamId' },
  'get /calendars': { of: 'calendar', id: 'calendarId' },
  'get /roles': { of: 'role', id: 'code' },
  'get /custom-fields': { of: 'field', id: 'fieldId' },
  'get /identity-providers': { of: 'provider', id: 'providerId' },
};

/** What names no object and has a scope of its own, and which test below looks whether it is that. */
const SHOWN_BELOW: readonly EndpointName[] = ['get /tickets', 'get /tickets/counts', 'get /bulk-jobs/preview', 'post /bulk-jobs', 'get /notices', 'post /attachments']; // prettier-ignore
/** What is about whoever asks and nobody else. */
const ONESELF = [
  'get /session',
  'put /session/password',
  'delete /session/devices',
  'get /session/second-factor',
  'post /session/second-factor',
  'put /session/second-factor',
  'post /session/second-factor/removal',
  'post /session/second-factor/recovery-codes',
  'post /session/tokens',
  'post /notices/read',
  'get /notice-choices',
  'put /notice-choices',
] as const satisfies EndpointName[];

test('whatever names no object and reaches for less than all is looked at here', () => {
  const narrow = Object.entries<Access>(ENDPOINTS).filter(
    ([, { who, about, scope }]) => who !== 'anybody' && about === 'nothing' && scope !== 'all',
  );
  const names = narrow.map(([name]) => name);
  const proven: string[] = [...SHOWN_BELOW, ...ONESELF, ...Object.keys(LISTS)];
  expect(names.filter((name) => !proven.includes(name))).toEqual([]);
  expect(ONESELF.filter((name) => accessTo(name).scope !== 'own')).toEqual([]);
});

/** Whether a list should show an object to somebody. */
const isToShow = (access: Access, who: Person, { gone, belongs }: MatrixObject) =>
  // Whoever was merged is found as the other.
  gone.length === 0 && mayUse(access, who) && reaches(scopeOf(access, who), who, belongs);

test('lists show what whoever asks may open, and nothing else', async () => {
  const wrong: string[] = [];
  for (const [name, { of, id, query }] of Object.entries(LISTS) as [EndpointName, Listing][]) {
    const [, path = ''] = name.split(' ');
    for (const { name: role, who } of staffPeople()) {
      const made = Object.keys(OBJECTS[of]).map((what) => makeObject(world, { kind: of, what, whose: who }));
      for (const object of of === 'mail' ? tickets : await Promise.all(made)) {
        const reply = await world.ask(who, { method: 'GET', path: `${path}${query?.(object) ?? ''}` });
        const shown = await reply.text();
        const isShown = reply.ok && new RegExp(`[:[]"?${String(object.ids[id])}"?[,}\\]]`).test(shown);
        if (isShown !== isToShow(accessTo(name), who, object)) {
          wrong.push(`${name} as ${role}, ${object.what}: ${String(isShown)}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('tickets are found, counted and taken into bulk jobs as the registry says', async () => {
  const wrong: string[] = [];
  const { rows } = await world.desk.pool.query<{ id: string; number: number }>(
    'SELECT id, number::int AS number FROM ticket',
  );
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  for (const { name, who } of staffPeople()) {
    for (const { what, ids, belongs } of tickets) {
      const { ticketId = '' } = ids;
      const path = `/tickets?search=${String(numbers.get(ticketId))}`;
      const isListed = (JSON.parse(await read(who, path)) as TicketList).tickets.some(
        (one) => one.ticketId === ticketId,
      );
      if (isListed !== reaches(accessTo('get /tickets').scope, who, belongs)) {
        wrong.push(`${what}, found by ${name}: ${String(isListed)}`);
      }
      const body = { act: { type: 'tags', add: ['seen'], remove: [] }, tickets: { ticketIds: [ticketId] } };
      const { status } = await world.ask(who, { method: 'POST', path: '/bulk-jobs', body });
      const access = accessTo('post /bulk-jobs');
      const expected = mayUse(access, who) ? (reaches(access.scope, who, belongs) ? 202 : 409) : 403;
      if (status !== expected) wrong.push(`${what}, in a bulk job of ${name}: ${String(status)}`);
    }
    const { open } = JSON.parse(await read(who, '/tickets/counts')) as TicketCounts;
    const queue = JSON.parse(await read(who, '/tickets?limit=100')) as TicketList;
    if (open.count !== queue.tickets.length) wrong.push(`counted for ${name}: ${String(open.count)}`);
    if (mayUse(accessTo('get /bulk-jobs/preview'), who)) {
      const { count } = JSON.parse(await read(who, '/bulk-jobs/preview')) as BulkPreview;
      if (count !== queue.tickets.length) wrong.push(`counted for a bulk job of ${name}: ${String(count)}`);
    }
    const { scope } = accessTo('get /tickets/counts');
    expect(scope).toBe(accessTo('get /tickets').scope);
  }
  expect(wrong).toEqual([]);
});

test('whoever writes names nothing that they may not see, nor what somebody else uploaded', async () => {
  const { ask, agent, admin, requester, colleague, people } = world;
  const stranger = tickets.find(({ what }) => what === "another team's")?.ids['ticketId'] ?? '';
  const merging = await ask(agent, { method: 'PUT', path: `/tickets/${elsewhere}/merge`, body: { into: stranger } });
  const absent = await ask(agent, { method: 'PUT', path: `/tickets/${elsewhere}/merge`, body: { into: randomUUID() } });
  expect([merging.status, absent.status]).toEqual([404, 404]);
  const { rows } = await world.desk.pool.query<{ id: string }>(
    `INSERT INTO custom_field (subject, name, kind, options, position)
     VALUES ('ticket', 'Follows', 'lookup', '{"lookup":"ticket"}', 1) RETURNING id`,
  );
  const follow = (ticketId: string) =>
    ask(agent, {
      ...{ method: 'PATCH', path: `/tickets/${elsewhere}/fields` },
      body: { fields: { [rows[0]?.id ?? '']: ticketId } },
    });
  const followed = [await follow(elsewhere), await follow(stranger), await follow(randomUUID())];
  expect(followed.map(({ status }) => status)).toEqual([200, 400, 400]);
  const uploadOf = async (who: Person) =>
    ((await (await ask(who, { method: 'POST', path: '/attachments', body: 'Words' })).json()) as AttachmentView)
      .attachmentId;
  const attach = async (who: Person, attachmentId: string) => {
    const body = { public: who.kind === 'customer', body: 'Words', attachmentIds: [attachmentId] };
    return (await ask(who, { method: 'POST', path: `/tickets/${elsewhere}/messages`, body })).status;
  };
  const access = accessTo('post /attachments');
  for (const [owner, other] of [
    [agent, admin],
    [requester, colleague],
  ] as const) {
    // prettier-ignore
    const [file, another] = [await uploadOf(owner), await uploadOf(owner)];
    expect(await attach(other, file)).toBe(reaches(scopeOf(access, other), other, { owners: [owner.id] }) ? 201 : 422);
    expect(await attach(owner, another)).toBe(201);
  }
  // Customers ask for themselves alone.
  for (const { who } of people.filter((one) => one.who?.kind === 'customer')) {
    const body = { subject: 'Mine', body: 'Words', via: 'web', requesterId: requester.id };
    const { status } = await ask(who, { method: 'POST', path: '/tickets', body });
    const own = who !== null && reaches(scopeOf(accessTo('post /tickets'), who), who, { owners: [requester.id] });
    expect(status).toBe(own ? 201 : 403);
  }
});

/** Everything that is somebody's own, as it lies in the database. */
async function ownRowsOf(id: string): Promise<string> {
  const tables = ['session', 'api_token', 'notice', 'notice_choice', 'second_factor', 'recovery_code'];
  const parts = [`SELECT to_jsonb(s) - 'last_seen_at' AS row FROM staff s WHERE s.id = $1`];
  for (const table of tables) parts.push(`SELECT to_jsonb(t) FROM ${table} t WHERE t.staff_id = $1`);
  const { rows } = await world.desk.pool.query<{ row: string }>(
    `SELECT row::text FROM (${parts.join(' UNION ALL ')}) AS all_of (row) ORDER BY row::text`,
    [id],
  );
  expect(rows.length).toBeGreaterThan(3);
  return rows.map(({ row }) => row).join('\n');
}

test('what is about oneself shows and changes nothing of anybody else', async () => {
  const { ask, admin, agent, desk } = world;
  const { id: sessionId } = await world.signIn(admin);
  const [{ tokenId = '' }, { ticketId = '' }] = [
    (await makeObject(world, { kind: 'token', what: 'own', whose: admin })).ids,
    (await makeTicket(world, 'of no team')).ids,
  ];
  await ask(admin, { method: 'POST', path: '/session/second-factor', body: { password: PASSWORD } });
  await ask(admin, {
    method: 'PUT',
    path: '/notice-choices',
    body: bodiesOf(admin, { requesterId: '', elsewhere })['put /notice-choices'],
  });
  await assignTicket(desk.as(world.supervisor), { ticketId, assigneeId: admin.id });
  const before = await ownRowsOf(admin.id);
  const told: string[] = [];
  for (const name of [...ONESELF, 'get /notices', 'get /session/devices', 'get /session/tokens'] as const) {
    const [method = '', path = ''] = name.split(' ');
    const body = bodiesOf(agent, { requesterId: '', elsewhere })[name];
    const response = await ask(agent, { method, path, body, isApart: true });
    const text = await response.text();
    told.push(text);
    expect([name, response.ok || /"(?:not_possible|wrong_second_factor)"/.test(text)]).toEqual([name, true]);
  }
  // Which its owner is told: the list can show it.
  expect(await read(admin, '/notices')).toContain(ticketId);
  for (const id of [admin.id, sessionId, tokenId, ticketId]) expect(told.join()).not.toContain(id);
  expect(await ownRowsOf(admin.id)).toBe(before);
});

/** What replies say may be done, by the list they come in: to what, by which word, and which endpoint does it. */
const SAID = [
  ['/staff', 'person', 'staffId', 'change', 'patch /staff/:staffId'],
  ['/teams', 'team', 'teamId', 'change', 'patch /teams/:teamId'],
  ['/programs', 'program', 'programId', 'change', 'patch /programs/:programId'],
  ['/programs', 'program', 'programId', 'make_token', 'post /programs/:programId/tokens'],
  ['/programs', 'program_token', 'tokenId', 'end', 'delete /programs/:programId/tokens/:tokenId'],
  ['/roles', 'role', 'code', 'change', 'put /roles/:code'],
  ['/roles', 'role', 'code', 'delete', 'delete /roles/:code'],
  ['/custom-fields', 'field', 'fieldId', 'change', 'patch /custom-fields/:fieldId'],
  ['/identity-providers', 'provider', 'providerId', 'change', 'put /identity-providers/:providerId'],
  ['/identity-providers', 'provider', 'providerId', 'delete', 'delete /identity-providers/:providerId'],
  ['/session/tokens', 'token', 'tokenId', 'end', 'delete /session/tokens/:tokenId'],
] as const satisfies (readonly [string, Exclude<ObjectKind, 'nothing'>, string, string, EndpointName])[];

/** What is said of something, wherever in a reply it stands; null: it is not in it. */
function mayOf(reply: unknown, id: string): readonly unknown[] | null {
  if (typeof reply !== 'object' || reply === null) return null;
  const { id: found, code, may } = reply as { readonly id?: unknown; readonly code?: unknown; readonly may?: unknown };
  if ((found === id || code === id) && Array.isArray(may)) return may as readonly unknown[];
  const within = Object.values(reply).map((one) => mayOf(one, id));
  return within.find((one) => one !== null) ?? null;
}

test('replies say what the viewer may do, and that is what the registry lets them', async () => {
  const wrong: string[] = [];
  let said = 0;
  for (const [list, of, id, act, name] of SAID) {
    const [method = '', path = ''] = name.split(' ');
    for (const { name: role, who } of staffPeople()) {
      // Ready-made roles are changed by nobody, whatever they may do.
      for (const what of Object.keys(OBJECTS[of]).filter((one) => one !== 'ready-made')) {
        const object = await makeObject(world, { kind: of, what, whose: who });
        const may = mayOf(JSON.parse(await read(who, list)), object.ids[id] ?? '');
        // Under another name it may be there all the same.
        if (may === null || object.gone.length > 0) continue;
        said += 1;
        const expected = expectedOf({ method, path, access: accessTo(name) }, who, object) === null;
        if (may.includes(act) !== expected) wrong.push(`${act} of ${of} ${what} as ${role}: ${String(!expected)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(said).toBeGreaterThan(50);
});

test('whoever leaves a team is out with the next request', async () => {
  const { ask, teams, agent, desk } = world;
  const { ids } = await makeTicket(world, "the team's");
  const path = `/tickets/${ids['ticketId'] ?? ''}`;
  expect((await ask(agent, { method: 'GET', path })).status).toBe(200);
  await desk.pool.query('DELETE FROM team_member WHERE staff_id = $1 AND team_id = $2', [agent.id, teams.ours]);
  expect((await ask(agent, { method: 'GET', path })).status).toBe(404);
});
