import { randomBytes, randomUUID } from 'node:crypto';
import { mergeCustomers } from '#commands/people/customers/merge-customers';
import type { ObjectKind } from '#domain/permissions/access';
import { PERMISSIONS } from '#domain/permissions/permission';
import { insertCustomer, insertStaff, insertTeam } from '../factories/desk.ts';
import type { MatrixObject } from './expected.ts';
import { makeTicket, noTicket, TICKETS } from './ticket-objects.ts';
import type { AuthorisationWorld, Person } from './world.ts';

type Kind = Exclude<ObjectKind, 'nothing'>;
/** What of an object its maker says; the rest is as of something that is everybody's. */
type Made = Pick<MatrixObject, 'ids'> & Partial<MatrixObject>;
/** @param whose who is to ask about it: whose own it is, if it is somebody's */
type Make = (world: AuthorisationWorld, whose: Person) => Promise<Made>;

const all = PERMISSIONS;

async function insert({ desk }: AuthorisationWorld, sql: string, values: unknown[] = []): Promise<string> {
  const { rows } = await desk.pool.query<{ id: string }>(`${sql} RETURNING id::text AS id`, values);
  return rows[0]?.id ?? '';
}

/** What belongs to one person: of whoever asks, of somebody else, or of whoever asks and ended. */
const ofPerson = (name: string, make: (world: AuthorisationWorld, staffId: string) => Promise<string>) => ({
  own: async (world: AuthorisationWorld, { id }: Person) => ({
    ...{ ids: { [name]: await make(world, ownerOf(world, id)) }, belongs: { owners: [ownerOf(world, id)] } },
  }),
  foreign: async (world: AuthorisationWorld) => {
    const { id } = await insertStaff(world.desk.pool);
    return { ids: { [name]: await make(world, id) }, belongs: { owners: [id] } };
  },
});
/** Customers own none of these: what is asked about then is somebody's on the agent side. */
const ownerOf = ({ people, agent }: AuthorisationWorld, id: string) =>
  people.some(({ who }) => who?.kind === 'staff' && who.id === id) ? id : agent.id;

const insertJob = (world: AuthorisationWorld, staffId: string) =>
  insert(world, `INSERT INTO bulk_job (staff_id, act, total) VALUES ($1, '{"type":"priority","priority":"high"}', 1)`, [
    staffId,
  ]);
const insertDevice = (world: AuthorisationWorld, staffId: string) =>
  insert(
    world,
    `INSERT INTO session (staff_id, token_hash, expires_at) VALUES ($1, $2, nixflow_now() + INTERVAL '1 day')`,
    [staffId, randomBytes(32)],
  );
const insertToken = (world: AuthorisationWorld, staffId: string) =>
  insert(
    world,
    `INSERT INTO api_token (staff_id, name, hint, may_write, token_hash, expires_at)
     VALUES ($1, 'Export', 'abcd', true, $2, nixflow_now() + INTERVAL '1 day')`,
    [staffId, randomBytes(32)],
  );
const ended =
  (table: string, name: string, make: (world: AuthorisationWorld, staffId: string) => Promise<string>): Make =>
  async (world, { id }) => {
    const owner = ownerOf(world, id);
    const made = await make(world, owner);
    await world.desk.pool.query(`UPDATE ${table} SET ended_at = nixflow_now() WHERE id = $1`, [made]);
    return { ids: { [name]: made }, gone: [name], belongs: { owners: [owner] } };
  };

async function insertProgram(world: AuthorisationWorld, role = 'light_agent', isActive = true): Promise<string> {
  return insert(
    world,
    `INSERT INTO staff (name, email, role, kind, is_active) VALUES ('Shop', $1, $2, 'service', $3)`,
    [`${randomUUID()}@services.invalid`, role, isActive],
  );
}
async function tokenOfProgram(world: AuthorisationWorld, role?: string) {
  const programId = await insertProgram(world, role);
  return { programId, tokenId: await insertToken(world, programId) };
}
async function insertRole(world: AuthorisationWorld, permissions: readonly string[]): Promise<string> {
  const code = `role_${randomBytes(4).toString('hex')}`;
  await world.desk.pool.query('INSERT INTO role (code, name, permissions) VALUES ($1, $1, $2)', [code, permissions]);
  return code;
}
const insertProvider = (world: AuthorisationWorld, role: string | null) =>
  insert(
    world,
    `INSERT INTO identity_provider (name, issuer, client_id, client_secret, groups_claim, role_by_group, default_role_code)
     VALUES (gen_random_uuid(), 'https://id.example', 'x', 'y', 'groups', '[]', $1)`,
    [role],
  );
async function customerWithAddress(world: AuthorisationWorld) {
  const { id: customerId } = await insertCustomer(world.desk.pool);
  const { rows } = await world.desk.pool.query<{ address: string }>(
    'SELECT address FROM customer_address WHERE customer_id = $1',
    [customerId],
  );
  return { customerId, address: rows[0]?.address ?? '' };
}
async function mergedCustomer(world: AuthorisationWorld): Promise<Made> {
  const { desk, supervisor } = world;
  const [ids, { customerId: into }] = [await customerWithAddress(world), await customerWithAddress(world)];
  const context = { pool: desk.pool, actor: supervisor, address: null, requestId: 'r', deliverSoon: () => undefined };
  await mergeCustomers(context, { customerId: ids.customerId, into });
  // They go on in the other, who has the address now.
  return { ids, gone: ['address'] };
}
const insertCalendar = (world: AuthorisationWorld) =>
  insert(world, 'INSERT INTO calendar (name) VALUES ($1)', [randomUUID()]);
const insertOrganisation = (world: AuthorisationWorld) =>
  insert(world, 'INSERT INTO organisation (name) VALUES ($1)', [randomUUID()]);
async function insertIncoming(world: AuthorisationWorld): Promise<string> {
  const address = await insert(world, `INSERT INTO mail_address (address, name) VALUES ($1, 'Desk')`, [
    `${randomUUID()}@desk.example`,
  ]);
  return insert(
    world,
    `INSERT INTO raw_mail (content_hash, size, mail_address_id, state) VALUES ($1, 1, $2, 'quarantined')`,
    [randomBytes(32).toString('hex'), address],
  );
}

const tickets = Object.fromEntries(
  TICKETS.map((what) => [what, (world: AuthorisationWorld) => makeTicket(world, what)]),
) satisfies Record<string, Make>;
const gone =
  (...names: string[]): Make =>
  () => {
    const ids = Object.fromEntries(names.map((name) => [name, name === 'caughtId' ? '1000000' : randomUUID()]));
    return Promise.resolve({
      ids: { ...ids, ...(names.includes('address') && { address: 'x@y.example' }) },
      gone: names,
    });
  };
const notThere = 'not there';

/** Objects of every kind that an endpoint may name, and how each is made. The last of each is not there. */
export const OBJECTS: Readonly<Record<Kind, Readonly<Record<string, Make>>>> = {
  ticket: { ...tickets, [notThere]: () => Promise.resolve(noTicket()) },
  mail: { ...tickets, [notThere]: () => Promise.resolve(noTicket()) },
  file: { ...tickets, [notThere]: () => Promise.resolve(noTicket()) },
  bulk_job: { ...ofPerson('jobId', insertJob), [notThere]: gone('jobId') },
  device: {
    ...ofPerson('sessionId', insertDevice),
    'own, ended': ended('session', 'sessionId', insertDevice),
    [notThere]: gone('sessionId'),
  },
  token: {
    ...ofPerson('tokenId', insertToken),
    "a program's": async (world) => ({ ids: await tokenOfProgram(world), belongs: { owners: [] } }),
    'own, ended': ended('api_token', 'tokenId', insertToken),
    [notThere]: gone('tokenId'),
  },
  customer: {
    there: async (world) => ({ ids: await customerWithAddress(world) }),
    blocked: async (world) => {
      const ids = await customerWithAddress(world);
      await world.desk.pool.query('UPDATE customer SET blocked_at = nixflow_now() WHERE id = $1', [ids.customerId]);
      return { ids };
    },
    merged: mergedCustomer,
    [notThere]: gone('customerId', 'address'),
  },
  organisation: {
    there: async (world) => ({ ids: { organisationId: await insertOrganisation(world) } }),
    deleted: async (world) => {
      const organisationId = await insertOrganisation(world);
      await world.desk.pool.query('DELETE FROM organisation WHERE id = $1', [organisationId]);
      return { ids: { organisationId }, gone: ['organisationId'] };
    },
    [notThere]: gone('organisationId'),
  },
  person: {
    "the team's": async ({ desk, teams }) => {
      const { id } = await insertStaff(desk.pool, { role: 'light_agent', teamIds: [teams.ours] });
      return { ids: { staffId: id } };
    },
    "another team's": async ({ desk, teams }) => {
      const { id } = await insertStaff(desk.pool, { role: 'light_agent', teamIds: [teams.theirs] });
      return { ids: { staffId: id } };
    },
    oneself: (world, { id }) => Promise.resolve({ ids: { staffId: ownerOf(world, id) } }),
    deactivated: async ({ desk }) => {
      const { id } = await insertStaff(desk.pool, { role: 'light_agent' });
      await desk.pool.query('UPDATE staff SET is_active = false WHERE id = $1', [id]);
      return { ids: { staffId: id } };
    },
    'who may do more': async ({ desk }) => ({
      ...{ ids: { staffId: (await insertStaff(desk.pool, { role: 'admin' })).id }, guards: all },
    }),
    'a program': async (world) => ({ ids: { staffId: await insertProgram(world) }, gone: ['staffId'] }),
    [notThere]: gone('staffId'),
  },
  program: {
    there: async (world) => ({ ids: { programId: await insertProgram(world) } }),
    'switched off': async (world) => ({ ids: { programId: await insertProgram(world, 'light_agent', false) } }),
    'that may do more': async (world) => ({ ids: { programId: await insertProgram(world, 'admin') }, guards: all }),
    'a person': async ({ desk }) => ({ ids: { programId: (await insertStaff(desk.pool)).id }, gone: ['programId'] }),
    [notThere]: gone('programId'),
  },
  program_token: {
    there: async (world) => ({ ids: await tokenOfProgram(world) }),
    "another program's": async (world) => {
      const [{ programId }, { tokenId }] = [await tokenOfProgram(world), await tokenOfProgram(world)];
      return { ids: { programId, tokenId }, gone: ['tokenId'] };
    },
    "a person's": async (world, { id }) => {
      const owner = ownerOf(world, id);
      return { ids: { programId: owner, tokenId: await insertToken(world, owner) }, gone: ['programId'] };
    },
    ended: async (world) => {
      const ids = await tokenOfProgram(world);
      await world.desk.pool.query('UPDATE api_token SET ended_at = nixflow_now() WHERE id = $1', [ids.tokenId]);
      return { ids, gone: ['tokenId'] };
    },
    'of one that may do more': async (world) => ({ ids: await tokenOfProgram(world, 'admin'), guards: all }),
    [notThere]: gone('programId', 'tokenId'),
  },
  calendar: {
    there: async (world) => ({ ids: { calendarId: await insertCalendar(world) } }),
    [notThere]: gone('calendarId'),
  },
  team: {
    another: async ({ desk }) => ({ ids: { teamId: await insertTeam(desk.pool) } }),
    own: ({ teams }) => Promise.resolve({ ids: { teamId: teams.ours } }),
    'switched off': async ({ desk }) => {
      const teamId = await insertTeam(desk.pool);
      await desk.pool.query('UPDATE team SET is_active = false WHERE id = $1', [teamId]);
      return { ids: { teamId } };
    },
    [notThere]: gone('teamId'),
  },
  role: {
    there: async (world) => ({ ids: { code: await insertRole(world, []) } }),
    'that allows more': async (world) => ({ ids: { code: await insertRole(world, all) }, guards: all }),
    'ready-made': () => Promise.resolve({ ids: { code: 'light_agent' } }),
    [notThere]: () => Promise.resolve({ ids: { code: 'nobody' }, gone: ['code'] }),
  },
  field: {
    there: async (world) => ({ ids: { fieldId: await insertField(world) } }),
    'out of use': async (world) => {
      const fieldId = await insertField(world);
      await world.desk.pool.query('UPDATE custom_field SET is_active = false WHERE id = $1', [fieldId]);
      return { ids: { fieldId } };
    },
    [notThere]: gone('fieldId'),
  },
  provider: {
    there: async (world) => ({ ids: { providerId: await insertProvider(world, null) } }),
    'that gives more': async (world) => ({ ids: { providerId: await insertProvider(world, 'admin') }, guards: all }),
    [notThere]: gone('providerId'),
  },
  incoming_mail: {
    there: async (world) => ({ ids: { mailId: await insertIncoming(world) } }),
    [notThere]: gone('mailId'),
  },
  caught_mail: {
    there: async (world) => ({
      ids: {
        caughtId: await insert(
          world,
          `INSERT INTO caught_mail (envelope_from, envelope_to, raw) VALUES ('a@b.example', '{}', 'Subject: x')`,
        ),
      },
    }),
    [notThere]: gone('caughtId'),
  },
};

const insertField = (world: AuthorisationWorld) =>
  insert(world, `INSERT INTO custom_field (subject, name, kind, position) VALUES ('ticket', $1, 'text', 1)`, [
    randomUUID(),
  ]);

/** Make an object of a kind, that nobody else has. */
export async function makeObject(
  world: AuthorisationWorld,
  { kind, what, whose }: { readonly kind: Kind; readonly what: string; readonly whose: Person | null },
): Promise<MatrixObject> {
  const make = OBJECTS[kind][what];
  if (!make) throw new Error(`Nothing makes a ${kind} that is ${what}.`);
  const made = await make(world, whose ?? world.agent);
  return { gone: [], belongs: { owners: [] }, ...made, kind, what };
}
