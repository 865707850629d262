import type { Endpoint } from '#api/http/endpoint';
import type { Actor, CustomerActor, StaffActor } from '#domain/permissions/actor';
import { PERMISSIONS, type Permission } from '#domain/permissions/permission';
import type { ReadyMadeRole } from '#domain/permissions/role';
import { csrfTokenOf } from '#process/csrf-token';
import { createPasswordHashing } from '#process/hash-passwords';
import { newSecretToken } from '#process/secret-token';
import { sessions } from '#store/people/sessions';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startApisOver } from '../api-processes.ts';
import { atEndOfFile } from '../at-end-of-file.ts';
import { endpointsOver, newFilesDir, testJwtSecret } from '../desk-endpoints.ts';
import { insertCustomer, insertStaff, insertTeam } from '../factories/desk.ts';
import { startOidcProvider } from '../oidc-provider.ts';
import { startRedisServer } from '../redis-server.ts';
import { serveTestApp } from '../serve-test-app.ts';
import { createTestNamespace } from '../temporal-namespace.ts';
import { openTestDesk, type TestDesk } from '../test-desk.ts';
import { signTestToken } from '../test-token.ts';

/** Somebody who asks. */
export type Person = Exclude<Actor, { kind: 'engine' }>;

/** The same with what a table calls them. */
export interface NamedPerson {
  readonly name: string;
  /** Null: nobody who is signed in. */
  readonly who: Person | null;
}

/** How something is asked for. */
export interface Asked {
  readonly method: string;
  /** Below `/api`. */
  readonly path: string;
  readonly body?: unknown;
  /** By a session of its own: this may end the one that somebody has. */
  readonly isApart?: boolean;
}

/** A desk, two of the API over it, and people of every kind. */
export interface AuthorisationWorld {
  readonly desk: TestDesk;
  readonly endpoints: readonly Endpoint[];
  /** A provider that answers whoever asks it. */
  readonly issuer: string;
  readonly teams: { readonly ours: string; readonly theirs: string };
  readonly supervisor: StaffActor;
  readonly admin: StaffActor;
  readonly agent: StaffActor;
  /** Of an organisation that shares its tickets. */
  readonly requester: CustomerActor;
  readonly colleague: CustomerActor;
  readonly people: readonly NamedPerson[];
  /** Ask as somebody, the two in turn: staff by a session of theirs, customers, who have none, by a token of tests. */
  readonly ask: (who: Person | null, asked: Asked) => Promise<Response>;
  /** Open a session. @returns its id and its cookie */
  readonly signIn: (who: StaffActor) => Promise<{ id: string; cookie: string }>;
}

/** What everybody on the agent side signs in with. */
export const PASSWORD = 'correct horse battery';
const uiOrigin = 'http://localhost:5173';

/** What the two of the API are. */
interface WorldOptions {
  /** Processes of their own, as they run; else both in this one, which is started sooner. */
  readonly asProcesses?: boolean;
}

/** Open all of it, until the test file is over. */
export async function openAuthorisationWorld({ asProcesses = false }: WorldOptions = {}): Promise<AuthorisationWorld> {
  const desk = await openTestDesk();
  const filesDir = newFilesDir();
  const endpoints = endpointsOver(desk.pool, filesDir);
  const teams = { ours: await insertTeam(desk.pool), theirs: await insertTeam(desk.pool) };
  const organisationId = await insertSharing(desk);
  const [requester, colleague] = [await customerOf(desk, organisationId), await customerOf(desk, organisationId)];
  const inOurs = (role: ReadyMadeRole) => insertStaff(desk.pool, { role, teamIds: [teams.ours] });
  const [agent, admin, supervisor] = [await inOurs('agent'), await inOurs('admin'), await inOurs('supervisor')];
  const people = [
    { name: 'nobody', who: null },
    { name: 'the requester', who: requester },
    { name: 'somebody of their organisation', who: colleague },
    { name: 'another customer', who: await insertCustomer(desk.pool) },
    { name: 'admin', who: admin },
    { name: 'supervisor', who: supervisor },
    { name: 'agent', who: agent },
    { name: 'light_agent', who: await inOurs('light_agent') },
    ...(await Promise.all(PERMISSIONS.map((permission) => personWith(desk, permission, teams.ours)))),
  ];
  const hash = await createPasswordHashing().hash(PASSWORD);
  await desk.pool.query('UPDATE staff SET password_hash = $1', [hash]);
  const signIn = signInTo(desk);
  return {
    issuer: (await startOidcProvider()).issuer,
    ...{ desk, endpoints, teams, supervisor, admin, agent, requester, colleague, people, signIn },
    ask: askInTurn(
      asProcesses ? await startProcesses(desk, filesDir) : await serveHere(desk, endpoints, filesDir),
      signIn,
    ),
  };
}

/** Where to ask, and what makes them forget how often somebody asked. */
interface Served {
  readonly origins: readonly string[];
  readonly forget: () => Promise<unknown>;
}

async function startProcesses({ pool }: TestDesk, filesDir: string): Promise<Served> {
  const [{ url }, { name: namespace }] = await Promise.all([startRedisServer(), createTestNamespace()]);
  const apis = await startApisOver({
    ...{ DATABASE_URL: pool.options.connectionString ?? '', REDIS_URL: url, TEMPORAL_NAMESPACE: namespace },
    ...{ JWT_SECRET: testJwtSecret, EMAIL_ATTACHMENTS_DIR: filesDir, REQUESTS_WITHOUT_SESSION: '1000000' },
  });
  const redis = new Redis(url);
  atEndOfFile('connection to Redis', () => redis.disconnect());
  return { origins: apis.map(({ origin }) => origin), forget: () => redis.flushall() };
}

async function serveHere(desk: TestDesk, endpoints: readonly Endpoint[], filesDir: string): Promise<Served> {
  const served = [await serve(endpoints), await serve(endpointsOver(anotherPool(desk), filesDir))];
  return { origins: served.map(({ origin }) => origin), forget: () => Promise.resolve() };
}

/** The API, as one process of several has it: what it knows without asking the database or its files is its own. */
const serve = (endpoints: readonly Endpoint[]) =>
  // Nobody asks as often as these tests do.
  serveTestApp(endpoints, { limits: { requestsWithoutSession: 1e6, requestsOfPerson: 1e6 } });

function anotherPool({ pool: { options } }: TestDesk): pg.Pool {
  const pool = new pg.Pool(options);
  atEndOfFile('pool', () => pool.end());
  return pool;
}

/** An organisation whose people see each other's tickets. */
async function insertSharing({ pool }: TestDesk): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO organisation (name, shares_tickets) VALUES ('Shared', true) RETURNING id`,
  );
  return rows[0]?.id ?? '';
}

async function customerOf({ pool }: TestDesk, organisationId: string): Promise<CustomerActor> {
  const { id } = await insertCustomer(pool);
  await pool.query('UPDATE customer SET organisation_id = $2 WHERE id = $1', [id, organisationId]);
  return { kind: 'customer', id, organisationId };
}

/** Somebody whose role allows only this. */
async function personWith({ pool }: TestDesk, permission: Permission, teamId: string): Promise<NamedPerson> {
  const code = `only_${permission.replaceAll('.', '_')}`;
  await pool.query('INSERT INTO role (code, name, permissions) VALUES ($1, $1, $2)', [code, [permission]]);
  const { id, kind, teamIds } = await insertStaff(pool, { teamIds: [teamId] });
  await pool.query('UPDATE staff SET role = $2 WHERE id = $1', [id, code]);
  return { name: `only ${permission}`, who: { kind, id, teamIds, permissions: [permission] } };
}

function signInTo({ pool }: TestDesk): AuthorisationWorld['signIn'] {
  return async ({ id: staffId }) => {
    const { token, hash } = newSecretToken();
    await sessions.start(pool, { staffId, tokenHash: hash, userAgent: 'a browser of tests', address: null });
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM session WHERE token_hash = $1', [hash]);
    return { id: rows[0]?.id ?? '', cookie: `nixflow_session=${token}` };
  };
}

function askInTurn({ origins, forget }: Served, signIn: AuthorisationWorld['signIn']): AuthorisationWorld['ask'] {
  let turn = 0;
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = async (who: StaffActor) => (await signIn(who)).cookie;
  const keptCookieOf = (who: StaffActor) => {
    const kept = cookies.get(who.id) ?? cookieOf(who);
    cookies.set(who.id, kept);
    return kept;
  };
  const headersOf = async (who: Person | null, isApart: boolean): Promise<Record<string, string>> => {
    if (who === null) return {};
    if (who.kind === 'customer') return { Authorization: `Bearer ${await signTestToken(testJwtSecret, who)}` };
    const cookie = await (isApart ? cookieOf(who) : keptCookieOf(who));
    const csrfToken = csrfTokenOf(cookie.split('=')[1] ?? '');
    return { Cookie: cookie, Origin: uiOrigin, 'X-CSRF-Token': csrfToken };
  };
  return async (who, { method, path, body, isApart = false }) => {
    const headers = await headersOf(who, isApart);
    if (isApart && who) cookies.delete(who.id);
    await forget();
    return fetch(`${origins[turn++ % origins.length] ?? ''}/api${path}`, {
      method: method.toUpperCase(),
      headers: { ...headers, 'Content-Type': 'application/json', 'X-File-Name': 'a.txt' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  };
}
