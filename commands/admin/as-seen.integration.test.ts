import { randomBytes, randomUUID } from 'node:crypto';
import type { StaffActor } from '#domain/permissions/actor';
import { createSecretBox } from '#process/secret-box';
import { insertAccount } from '#testkit/factories/account';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import { changeCustomField, createCustomField } from '../fields/change-custom-field.ts';
import { changeCustomer } from '../people/customers/change-customer.ts';
import { changeOrganisation, createOrganisation } from '../people/organisations/change-organisation.ts';
import { changeProgram, createProgram } from '../people/programs/change-program.ts';
import { changeRole } from '../people/roles/change-role.ts';
import { createRole } from '../people/roles/create-role.ts';
import { changeProvider, createProvider } from '../people/sso/change-provider.ts';
import { changeStaff } from '../people/staff/change-staff.ts';
import { changeTeam } from '../people/teams/change-team.ts';
import type { AdminContext } from './admin-context.ts';

let desk: TestDesk;
let context: AdminContext;
let admin: StaffActor;

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await insertStaff(desk.pool, { role: 'admin' });
  // Somebody is always left who can let others in.
  await insertAccount(desk.pool, { role: 'admin' });
  const { pool, deliverSoon } = desk.as(admin);
  context = { pool, deliverSoon, actor: admin, address: null, requestId: 'request' };
});

const word = () => randomBytes(4).toString('hex');

/**
 * Something that two people change: each `rename` comes with the name that was seen, and `touch` changes something else of it
 * with what was seen there.
 */
interface Shared {
  readonly name: string;
  readonly rename: (to: string, seen?: string) => Promise<{ readonly name: string }>;
  readonly touch?: () => Promise<{ readonly name: string }>;
}

const seenAs = (name: string | undefined) => (name === undefined ? {} : { was: { name } });

const things: Record<string, () => Promise<Shared>> = {
  async team() {
    const teamId = await insertTeam(desk.pool);
    const { name } = await changeTeam(context, { teamId });
    return {
      name,
      rename: (to, seen) => changeTeam(context, { teamId, name: to, ...seenAs(seen) }),
      touch: () => changeTeam(context, { teamId, memberIds: [admin.id], was: { memberIds: [] } }),
    };
  },
  async colleague() {
    const { id: staffId } = await insertStaff(desk.pool);
    const change = async (input: Omit<Parameters<typeof changeStaff>[1], 'staffId'>) =>
      (await changeStaff(context, { staffId, ...input })).member;
    const { name } = await change({});
    return {
      name,
      rename: (to, seen) => change({ name: to, ...seenAs(seen) }),
      touch: () => change({ capacity: 4, was: { capacity: null, absence: null } }),
    };
  },
  async program() {
    const { id: programId, name } = await createProgram(context, { name: word(), role: 'agent', teamIds: [] });
    return {
      name,
      rename: (to, seen) => changeProgram(context, { programId, name: to, ...seenAs(seen) }),
      touch: () => changeProgram(context, { programId, role: 'light_agent', was: { role: 'agent' } }),
    };
  },
  async role() {
    const { code, name } = await createRole(context, { name: word(), permissions: [] });
    return {
      name,
      async rename(to, seen) {
        const was = seen === undefined ? {} : { was: { name: seen, permissions: [] } };
        return (await changeRole(context, { code, name: to, permissions: [], ...was })).role;
      },
    };
  },
  async organisation() {
    const whole = { note: '', domains: [], sharesTickets: false, fields: {} };
    const { id: organisationId, name } = await createOrganisation(context, { ...whole, name: word() });
    return {
      name,
      rename: (to, seen) =>
        changeOrganisation(context, {
          ...{ organisationId, ...whole, name: to },
          ...(seen !== undefined && { was: { ...whole, name: seen } }),
        }),
    };
  },
  async provider() {
    const box = createSecretBox('a passphrase of tests, of at least 32 characters');
    const whole = {
      ...{
        issuer: 'https://id.example',
        clientId: 'nixflow',
        groupsClaim: 'groups',
        defaultRole: null,
        domains: [],
        isActive: true,
      },
      roleByGroup: [{ group: 'shift leads', role: 'agent' }],
    };
    const { id, name } = await createProvider(context, { ...whole, box, name: word(), clientSecret: 'a secret' });
    return {
      name,
      rename: (to, seen) =>
        changeProvider(context, {
          ...{ ...whole, box, id, name: to },
          ...(seen !== undefined && { was: { ...whole, name: seen } }),
        }),
    };
  },
  async field() {
    const options = { choices: [{ code: 'gold', label: 'Gold', isActive: true }] };
    const { id: fieldId, name } = await createCustomField(context, {
      ...{ subject: 'ticket', kind: 'choice', name: word(), options },
    });
    return {
      name,
      rename: (to, seen) => changeCustomField(context, { fieldId, name: to, ...seenAs(seen) }),
      touch: () => changeCustomField(context, { fieldId, isActive: false, was: { isActive: true, options } }),
    };
  },
  async customer() {
    const { id: customerId } = await insertCustomer(desk.pool);
    const { name } = await changeCustomer(context, { customerId });
    return {
      name,
      rename: (to, seen) => changeCustomer(context, { customerId, name: to, ...seenAs(seen) }),
      touch: () => changeCustomer(context, { customerId, phone: '1', was: { phone: null, isBlocked: false } }),
    };
  },
};

test.each(Object.keys(things))(
  'of two who change the same of a %s, the second is told and takes nothing back',
  async (kind) => {
    const { name, rename, touch } = await (things[kind]?.() ?? Promise.reject(new Error(kind)));
    const [first, second, third] = [word(), word(), word()];
    expect((await rename(first, name)).name).toBe(first);
    await expect(rename(second, name)).rejects.toMatchObject({ code: 'stale' });
    // What the second did not touch is as the first left it, and goes through.
    if (touch) expect((await touch()).name).toBe(first);
    expect((await rename(second, first)).name).toBe(second);
    // Who does not say what they saw comes last.
    expect((await rename(third)).name).toBe(third);
  },
);

test('of many at once who saw the same one comes through', async () => {
  const teamId = await insertTeam(desk.pool);
  const { name } = await changeTeam(context, { teamId });
  const tries = Array.from({ length: 8 }, () => changeTeam(context, { teamId, name: randomUUID(), was: { name } }));
  const settled = await Promise.allSettled(tries);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
