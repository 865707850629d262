import type { Problem } from '#domain/contracts/problem';
import type { FieldDefinition } from '#domain/fields/definition';
import type { CustomerActor, StaffActor } from '#domain/permissions/actor';
import { findTicket } from '#queries/find-ticket';
import { customFields } from '#store/fields/custom-fields';
import { readFacts } from '#store/tickets/read-facts';
import { insertCustomer, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { judgeTicket } from '#testkit/judge-ticket';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePriority } from './change-priority.ts';
import { openTicket } from './open-ticket.ts';
import { setFields } from './set-fields.ts';

let desk: TestDesk;
let agent: StaffActor;
let customer: CustomerActor;
let fields: Readonly<Record<'device' | 'tier' | 'seats' | 'sites', FieldDefinition>>;
let ticketId: string;

const choices = ['gold', 'iron'].map((code) => ({ code, label: code, isActive: true }));
const make = async (name: string, kind: FieldDefinition['kind'], options: FieldDefinition['options'] = {}) => {
  const made = await customFields.insert(desk.pool, { subject: 'ticket', name, kind, options });
  if (!made) throw new Error('There is one of this name.');
  return made;
};

beforeAll(async () => {
  desk = await openTestDesk();
  agent = await insertStaff(desk.pool);
  customer = await insertCustomer(desk.pool);
  fields = {
    device: await make('Device', 'text'),
    tier: await make('Tier', 'choice', { choices }),
    seats: await make('Seats', 'number', { min: 1 }),
    sites: await make('Sites', 'multi_choice', { choices }),
  };
});
beforeEach(async () => {
  ({ ticketId } = await openTicket(desk.as(agent), buildOpenTicketInput(customer.id)));
});

const say = (written: Readonly<Record<string, unknown>>, revision?: number) =>
  setFields(desk.as(agent), { ticketId, fields: written, revision });
const said = async () => {
  const ticket = await findTicket(desk.pool, agent, ticketId);
  return ticket.view === 'staff' ? ticket.fields : {};
};
const facts = async () =>
  (await readFacts(desk.pool, ticketId, { after: 0, limit: 100 })).filter(({ type }) => type === 'field');

describe('what is said in custom fields', () => {
  test('is there, one fact each, and no text in a fact', async () => {
    const { device, tier, seats, sites } = fields;
    await say({ [device.id]: ' Label printer ', [tier.id]: 'gold', [seats.id]: 12, [sites.id]: ['iron', 'gold'] });
    expect(await said()).toEqual({
      ...{ [device.id]: 'Label printer', [tier.id]: 'gold', [seats.id]: 12, [sites.id]: ['gold', 'iron'] },
    });
    expect((await facts()).map((fact) => (fact.type === 'field' ? fact.value : null))).toEqual([
      ...[{ isText: true }, 'gold', 12, ['gold', 'iron']],
    ]);
    expect((await judgeTicket(desk.pool, ticketId)).faults).toEqual([]);
  });

  test('is passed over if it is said already, emptied by null, and changed by another text', async () => {
    const { device, tier } = fields;
    await say({ [device.id]: 'Printer', [tier.id]: 'gold' });
    await say({ [device.id]: 'Printer', [tier.id]: 'gold' });
    expect(await facts()).toHaveLength(2);
    await say({ [device.id]: 'Scanner', [tier.id]: null });
    expect(await said()).toEqual({ [device.id]: 'Scanner' });
    await say({ [device.id]: '' });
    expect(await said()).toEqual({});
    expect((await judgeTicket(desk.pool, ticketId)).faults).toEqual([]);
  });

  test('fits its field, or all of it is refused with the place of each fault', async () => {
    const { tier, seats } = fields;
    const wrong = say({ [tier.id]: 'lead', [seats.id]: 0, [agent.id]: 'x' });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
    const { errors } = await wrong.then(
      () => ({ errors: [] }),
      (problem: unknown) => ({ errors: (problem as Problem).errors ?? [] }),
    );
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(
      [tier.id, seats.id, agent.id].map((id) => `/fields/${id}`).sort(),
    );
    expect(await said()).toEqual({});
  });

  test('makes stale an edit of the same field alone', async () => {
    const { tier, seats } = fields;
    const { revision } = await changePriority(desk.as(agent), { ticketId, priority: 'high' });
    await say({ [tier.id]: 'gold' });
    await say({ [seats.id]: 2 }, revision);
    await expect(say({ [tier.id]: 'iron' }, revision)).rejects.toMatchObject({ code: 'stale' });
    expect(await said()).toMatchObject({ [tier.id]: 'gold', [seats.id]: 2 });
  });

  test('may be said when the ticket is opened, by colleagues alone', async () => {
    const { device, tier } = fields;
    const input = { ...buildOpenTicketInput(customer.id), fields: { [device.id]: 'Printer', [tier.id]: 'iron' } };
    ({ ticketId } = await openTicket(desk.as(agent), input));
    expect(await said()).toEqual({ [device.id]: 'Printer', [tier.id]: 'iron' });
    await expect(openTicket(desk.as(customer), input)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('policies are chosen by what is said, at opening and when it changes, also of the customer', async () => {
  const { tier } = fields;
  const theirs = await customFields.insert(desk.pool, {
    subject: 'customer',
    name: 'Partner',
    kind: 'checkbox',
    options: {},
  });
  const body = { targets: { normal: { firstResponse: 60 } }, pauses: {}, warnAt: [50] };
  const gold = await insertPolicy(desk.pool, {
    body,
    condition: { field: `custom.${tier.id}`, op: 'is', value: 'gold' },
  });
  const partner = await insertPolicy(desk.pool, {
    body,
    condition: { field: `custom.${theirs?.id ?? ''}`, op: 'is', value: true },
  });
  const policyOf = async () => {
    const ticket = await findTicket(desk.pool, agent, ticketId);
    return ticket.view === 'staff' ? ticket.policyVersionId : undefined;
  };
  await say({ [tier.id]: 'gold' });
  expect(await policyOf()).toBe(gold.versionId);
  await say({ [tier.id]: 'iron' });
  expect(await policyOf()).toBeNull();
  await desk.pool.query('UPDATE customer SET fields = $2 WHERE id = $1', [
    customer.id,
    JSON.stringify({ [theirs?.id ?? '']: true }),
  ]);
  ({ ticketId } = await openTicket(desk.as(agent), buildOpenTicketInput(customer.id)));
  expect(await policyOf()).toBe(partner.versionId);
});
