import { createPasswordHashing } from '#process/hash-passwords';
import { hashOfApiToken } from '#process/api-token';
import { hashOfToken } from '#process/secret-token';
import type { StaffActor } from '#domain/permissions/actor';
import { readAuditLog } from '#queries/read-audit-log';
import { apiTokens } from '#store/people/api-tokens';
import { oneTimeLinks } from '#store/people/one-time-links';
import { staff } from '#store/people/staff';
import { inTransaction } from '#store/transaction';
import { insertAccount } from '#testkit/factories/account';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeEach, expect, test } from 'vitest';
import type { AdminContext } from '../admin/admin-context.ts';
import { choosePassword } from './choose-password.ts';
import { changeCustomer } from './customers/change-customer.ts';
import { mergeCustomers } from './customers/merge-customers.ts';
import { makeOneTimeLink } from './make-one-time-link.ts';
import { changeOrganisation, createOrganisation, deleteOrganisation } from './organisations/change-organisation.ts';
import { changeProgram, createProgram } from './programs/change-program.ts';
import { endProgramToken, makeProgramToken } from './programs/change-program-tokens.ts';
import { changeRole } from './roles/change-role.ts';
import { createRole } from './roles/create-role.ts';
import { setPassword } from './set-password.ts';
import { changeStaff } from './staff/change-staff.ts';
import { makeApiToken } from './tokens/make-api-token.ts';

const passwords = createPasswordHashing();
const whole = { note: '', domains: [], sharesTickets: false, fields: {} };
let desk: TestDesk;
let admin: StaffActor;

/** Each on a desk of its own: who is the last there counts. */
beforeEach(async () => {
  desk = await openTestDesk();
  admin = await actorOf((await insertAccount(desk.pool, { role: 'admin' })).id);
});

const as = (actor: StaffActor): AdminContext => {
  const { pool, deliverSoon } = desk.as(actor);
  return { pool, deliverSoon, actor, address: null, requestId: 'request' };
};
async function actorOf(id: string): Promise<StaffActor> {
  const actor = await staff.findActor(desk.pool, id);
  if (!actor) throw new Error('Nobody is there.');
  return actor;
}
const manager = async () => {
  const { code } = await createRole(as(admin), { name: 'Managers', permissions: ['people.manage', 'role.manage'] });
  const { id } = await insertAccount(desk.pool);
  await changeStaff(as(admin), { staffId: id, role: code });
  return actorOf(id);
};
const outcome = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  );

test('whoever could give back everything is never the last to go: permissions to let others in are not enough', async () => {
  await manager();
  expect(await outcome(changeStaff(as(admin), { staffId: admin.id, role: 'agent' }))).toBe('not_possible');
  expect(await outcome(changeStaff(as(admin), { staffId: admin.id, isActive: false }))).toBe('not_possible');
  await insertAccount(desk.pool, { role: 'admin' });
  expect(await outcome(changeStaff(as(admin), { staffId: admin.id, role: 'agent' }))).toBe('done');
});

test('of two who deactivate each other at once one is left, also when a third could do it', async () => {
  const other = await actorOf((await insertAccount(desk.pool, { role: 'admin' })).id);
  await insertAccount(desk.pool, { role: 'admin' });
  const both = await Promise.all([
    outcome(changeStaff(as(admin), { staffId: other.id, isActive: false })),
    outcome(changeStaff(as(other), { staffId: admin.id, isActive: false })),
  ]);
  expect(both.toSorted()).toEqual(['done', 'forbidden']);
});

test('a role of the same first words as another has a code that can be asked for', async () => {
  const name = `${'a'.repeat(32)} b`;
  await createRole(as(admin), { name, permissions: [] });
  const { code } = await createRole(as(admin), { name: `${'a'.repeat(32)}-b`, permissions: [] });
  expect(code).toMatch(/^a{32}_[0-9a-f]{6}$/);
  expect(await changeRole(as(admin), { code, name: 'Other', permissions: [] })).toMatchObject({
    role: { code, name: 'Other' },
  });
});

test('names that every object of the language has are told in the log like others', async () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  for (const name of names) await createRole(as(admin), { name, permissions: [] });
  await createProgram(as(admin), { name: 'valueOf', role: 'agent', teamIds: [] });
  // An id among what changed: names are looked for.
  const { id: teamless } = await insertStaff(desk.pool);
  await changeStaff(as(admin), { staffId: teamless, teamIds: [await insertTeam(desk.pool)] });
  const { entries } = await readAuditLog(desk.pool, admin, { limit: 50 });
  const told = entries.flatMap(({ changes }) => changes.filter(({ field }) => field === 'name').map(({ to }) => to));
  expect(told.toSorted()).toEqual(['valueOf', ...names].toSorted());
});

test('of links that are made at once the newest alone is good', async () => {
  const { id } = await insertAccount(desk.pool);
  const make = () => inTransaction(desk.pool, (client) => makeOneTimeLink(client, id, 'reset_password'));
  const links = await Promise.all(Array.from({ length: 8 }, make));
  const good = await Promise.all(
    links.map(async ({ token }) => oneTimeLinks.findGood(desk.pool, hashOfToken(token) ?? Buffer.alloc(0))),
  );
  expect(good.filter((link) => link !== null)).toHaveLength(1);
});

test('tokens made before a password came by mail or from an operator let nobody in any more', async () => {
  const { id, email } = await insertAccount(desk.pool);
  const token = async () => {
    const { secret } = await makeApiToken(as(await actorOf(id)), {
      name: 'Export',
      mayWrite: true,
      days: 366,
      permissions: null,
    });
    return hashOfApiToken(secret) ?? Buffer.alloc(0);
  };
  const first = await token();
  expect(await apiTokens.findOpen(desk.pool, first)).toMatchObject({ staffId: id });
  const { token: link } = await inTransaction(desk.pool, (client) => makeOneTimeLink(client, id, 'reset_password'));
  const browser = { userAgent: null, address: null };
  await choosePassword(
    { pool: desk.pool, passwords },
    { token: link, password: 'another horse battery', browser, requestId: 'r' },
  );
  expect(await apiTokens.findOpen(desk.pool, first)).toBeNull();
  const second = await token();
  await setPassword({ pool: desk.pool, passwords }, { email, password: 'a third horse battery' });
  expect(await apiTokens.findOpen(desk.pool, second)).toBeNull();
});

test('a program’s token never does what the program was given after it was made; ending one takes as much as making one', async () => {
  const maker = await manager();
  const { code } = await createRole(as(maker), { name: 'Little', permissions: ['people.manage'] });
  const { id } = await createProgram(as(maker), { name: 'Sync', role: code, teamIds: [] });
  const request = { name: 'Nightly', mayWrite: true, days: 30, permissions: null };
  const { secret, token } = await makeProgramToken(as(maker), { programId: id, ...request });
  await changeProgram(as(admin), { programId: id, role: 'admin' });
  expect(await apiTokens.findOpen(desk.pool, hashOfApiToken(secret) ?? Buffer.alloc(0))).toMatchObject({
    permissions: ['people.manage'],
  });
  expect(await outcome(endProgramToken(as(maker), { programId: id, tokenId: token.id }))).toBe('forbidden');
  expect(await outcome(endProgramToken(as(admin), { programId: id, tokenId: token.id }))).toBe('done');
});

test('who is merged takes nothing of a note away, and the log tells all that was taken over', async () => {
  const [ada, ben, eve] = [
    await insertCustomer(desk.pool),
    await insertCustomer(desk.pool),
    await insertCustomer(desk.pool),
  ];
  await changeCustomer(as(admin), { customerId: ada.id, note: 'a'.repeat(9_000), phone: '1' });
  await changeCustomer(as(admin), { customerId: ben.id, note: 'b'.repeat(9_000) });
  expect(await outcome(mergeCustomers(as(admin), { customerId: ada.id, into: ben.id }))).toBe('not_possible');
  await mergeCustomers(as(admin), { customerId: ada.id, into: eve.id });
  const { entries } = await readAuditLog(desk.pool, admin, { act: 'customer.merged', limit: 5 });
  expect(entries[0]?.changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['merged', 'note', 'phone', 'addresses', 'tickets']),
  );
});

test('an organisation that is deleted while customers are put into it takes nobody along', async () => {
  const made = await createOrganisation(as(admin), { ...whole, name: 'Keller' });
  const people = await Promise.all(Array.from({ length: 6 }, () => insertCustomer(desk.pool)));
  const outcomes = await Promise.all([
    ...people.map(({ id }) => outcome(changeCustomer(as(admin), { customerId: id, organisationId: made.id }))),
    outcome(deleteOrganisation(as(admin), { organisationId: made.id })),
  ]);
  expect(outcomes.filter((one) => one !== 'done' && one !== 'unknown_reference')).toEqual([]);
  expect(await outcome(changeOrganisation(as(admin), { ...whole, organisationId: made.id, name: 'X' }))).toBe(
    'not_found',
  );
});
