import type { Access, ObjectKind } from '#domain/permissions/access';
import { ENDPOINTS, type EndpointName } from '#domain/permissions/registry';
import { bodiesOf } from '#testkit/authorisation/bodies';
import { expectedOf, isTicketPart, type AskedEndpoint, type MatrixObject } from '#testkit/authorisation/expected';
import { makeObject, OBJECTS } from '#testkit/authorisation/objects';
import { ticketOf } from '#testkit/authorisation/ticket-objects';
import { openAuthorisationWorld, type AuthorisationWorld, type NamedPerson } from '#testkit/authorisation/world';
import { lineOf, summaryOf, writeTable, type MatrixRow } from '#testkit/authorisation/write-table';
import { beforeAll, expect, test } from 'vitest';
import type { Endpoint } from './endpoint.ts';

let world: AuthorisationWorld;
/** A ticket that everybody on the agent side sees, for others to be merged into. */
let elsewhere: string;
/** Objects that nothing changes, by kind; of those that are somebody's, by person as well. */
const kept = new Map<string, Promise<MatrixObject>>();

beforeAll(async () => {
  world = await openAuthorisationWorld({ asProcesses: true });
  ({ ticketId: elsewhere } = await ticketOf(world, { teamId: null }));
});

const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) => `${method} ${path}` as EndpointName;
const accessOf = (one: Endpoint): Access => ENDPOINTS[nameOf(one)];

/** Whose own objects of a kind may be: then each is asked about theirs. */
const isPersonal = (kind: ObjectKind) => ['bulk_job', 'device', 'token', 'person', 'program_token'].includes(kind);

function keptObject(kind: Exclude<ObjectKind, 'nothing'>, what: string, { who }: NamedPerson): Promise<MatrixObject> {
  // Mail and files are those of the tickets.
  const of = isTicketPart(kind) ? 'ticket' : kind;
  const key = [of, what, isPersonal(kind) ? (who?.id ?? '') : ''].join();
  const found = kept.get(key) ?? makeObject(world, { kind: of, what, whose: who });
  kept.set(key, found);
  return found;
}

const nothing: MatrixObject = { kind: 'nothing', what: '', ids: {}, gone: [], belongs: { owners: [] } };

/** The address of an endpoint about an object. */
function addressOf({ method, path }: Pick<Endpoint, 'method' | 'path'>, { ids }: MatrixObject): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${method} ${path}: nothing of it is called ${name}.`);
    return id;
  });
  return method === 'get' && path === '/customers' ? `${filled}?search=ann` : filled;
}

/** What of an answer must be the same for what is foreign and for what is not there: all but what names the request. */
function anonymous(response: Response, text: string, { ids }: MatrixObject): string {
  const headers = [...response.headers].filter(([name]) => !/^(?:date|x-request-id|ratelimit.*)$/.test(name));
  const named = Object.values(ids).reduce((left, id) => left.replaceAll(id, '<id>'), text);
  const body = named.replace(/"requestId":"[^"]*"/, '"requestId":"<id>"');
  return JSON.stringify([response.status, headers.filter(([name]) => name !== 'content-length'), body]);
}

/** Codes of what does not fit right now, which is said to those alone who are let in. */
const afterTheDoor = /"code":"(?:not_possible|unknown_reference|wrong_second_factor)"/;

interface Answer {
  readonly status: number;
  readonly isLetIn: boolean;
  readonly anonymous: string;
}

async function answerOf(one: Endpoint, { who }: NamedPerson, object: MatrixObject): Promise<Answer> {
  const { method } = one;
  const body = bodiesOf(who, { requesterId: world.requester.id, elsewhere, issuer: world.issuer })[nameOf(one)];
  // What is done to one's own account may end the session by which one asks.
  const isApart = accessOf(one).who === 'account' && method !== 'get';
  const response = await world.ask(who, { method, path: addressOf(one, object), body, isApart });
  const text = await response.text();
  const isLetIn = response.status < 300 || afterTheDoor.test(text);
  return { status: response.status, isLetIn, anonymous: anonymous(response, text, object) };
}

/** Ask an endpoint as somebody about every object of its kind. */
async function askAbout(one: Endpoint, person: NamedPerson): Promise<MatrixRow[]> {
  const access = accessOf(one);
  const { about: kind } = access;
  const asked: AskedEndpoint = { method: one.method, path: one.path, access };
  const rows: (MatrixRow & { readonly anonymous: string })[] = [];
  for (const what of kind === 'nothing' ? [''] : Object.keys(OBJECTS[kind])) {
    const known = kind === 'nothing' ? nothing : await keptObject(kind, what, person);
    const expected = expectedOf(asked, person.who, known);
    // Whoever is let in may change it: then nobody else looks at this one.
    const isSpent = expected === null && one.method !== 'get' && kind !== 'nothing';
    const made = isTicketPart(kind) ? 'ticket' : kind;
    const object =
      isSpent && made !== 'nothing' ? await makeObject(world, { kind: made, what, whose: person.who }) : known;
    const answer = await answerOf(one, person, object);
    const isRight = expected === null ? answer.isLetIn : answer.status === expected && !answer.isLetIn;
    const answered = String(answer.status);
    rows.push({
      ...{ route: nameOf(one), role: person.name, kind, object: what, expected },
      answered,
      isRight,
      anonymous: answer.anonymous,
    });
  }
  // The last is not there.
  const absent = rows.at(-1)?.anonymous;
  return rows.map(({ anonymous: seen, ...row }) =>
    row.expected === 404 && row.isRight && seen !== absent
      ? { ...row, isRight: false, answered: `${row.answered}, unlike what is not there: ${seen} / ${String(absent)}` }
      : row,
  );
}

test('every endpoint is in the registry, and nothing else is', () => {
  expect(world.endpoints.map(nameOf).sort()).toEqual(Object.keys(ENDPOINTS).sort());
});

test('an endpoint that names something by its id says what that is, and those that name nothing say so', () => {
  const names = (one: Endpoint) => one.path.includes(':');
  const served = world.endpoints.filter((one) => accessOf(one).who !== 'anybody');
  expect(served.filter((one) => names(one) !== (accessOf(one).about !== 'nothing')).map(nameOf)).toEqual([]);
});

test('whoever is not signed in is asked for it exactly where the registry says so', () => {
  const open = world.endpoints.filter(({ readActor }) => readActor === undefined).map(nameOf);
  const expected = Object.entries(ENDPOINTS).filter(([, { who }]) => who === 'anybody');
  expect(open.sort()).toEqual(expected.map(([name]) => name).sort());
});

test('roles × endpoints × objects: each is answered as the registry says', { timeout: 300_000 }, async () => {
  const rows: MatrixRow[] = [];
  for (const one of world.endpoints.filter((each) => accessOf(each).who !== 'anybody')) {
    for (const person of world.people) rows.push(...(await askAbout(one, person)));
  }
  const path = writeTable('authorisation-matrix', rows);
  process.stdout.write(`${summaryOf(rows)}\n`);
  expect(path).toMatch(/authorisation-matrix\.tsv$/);
  expect(rows.filter(({ isRight }) => !isRight).map(lineOf)).toEqual([]);
  // It can tell: nothing of it is all one answer.
  for (const expected of [null, 401, 403, 404] as const) {
    expect(rows.filter((row) => row.expected === expected).length).toBeGreaterThan(100);
  }
});
