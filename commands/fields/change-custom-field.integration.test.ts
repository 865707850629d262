import type { FieldDefinition } from '#domain/fields/definition';
import type { StaffActor } from '#domain/permissions/actor';
import { openTicket } from '#commands/tickets/open-ticket';
import { setFields } from '#commands/tickets/set-fields';
import { findTicket } from '#queries/find-ticket';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AdminContext } from '../admin/admin-context.ts';
import { changeCustomField, createCustomField, orderCustomFields } from './change-custom-field.ts';

let desk: TestDesk;
let admin: StaffActor;
let context: AdminContext;
let tier: FieldDefinition;

const choice = (code: string, isActive = true) => ({ code, label: code.toUpperCase(), isActive });

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await insertStaff(desk.pool, { role: 'admin' });
  const { pool, deliverSoon } = desk.as(admin);
  context = { pool, deliverSoon, actor: admin, address: null, requestId: 'request' };
});
beforeEach(async () => {
  await desk.pool.query('DELETE FROM custom_field');
  const options = { choices: [choice('gold'), choice('iron')] };
  tier = await createCustomField(context, { subject: 'ticket', name: 'Tier', kind: 'multi_choice', options });
});

const entriesOf = async (id: string) =>
  (
    await desk.pool.query<{ act: string; changes: unknown }>(
      'SELECT act, changes FROM audit_entry WHERE subject_id = $1 ORDER BY at, id',
      [id],
    )
  ).rows;

test('a name is one field’s of its subject, and every change is told', async () => {
  const other = { kind: 'text', options: {} } as const;
  await expect(createCustomField(context, { ...other, subject: 'ticket', name: 'TIER' })).rejects.toMatchObject({
    code: 'not_possible',
  });
  const seats = await createCustomField(context, { ...other, subject: 'customer', name: 'Tier' });
  await changeCustomField(context, { fieldId: seats.id, name: 'Seats' });
  await changeCustomField(context, { fieldId: seats.id, name: 'Seats' });
  expect(await entriesOf(seats.id)).toMatchObject([
    { act: 'field.created' },
    { act: 'field.changed', changes: [{ field: 'name', from: 'Tier', to: 'Seats' }] },
  ]);
  const agent = { ...context, actor: await insertStaff(desk.pool) };
  await expect(changeCustomField(agent, { fieldId: seats.id, name: 'Mine' })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('a choice is never left out, and options of another kind are none', async () => {
  for (const options of [
    { choices: [choice('gold')] },
    {},
    { choices: [choice('gold'), choice('iron')], min: 1 },
    { choices: [choice('gold'), choice('iron')], lookup: 'staff' as const },
  ]) {
    await expect(changeCustomField(context, { fieldId: tier.id, options })).rejects.toMatchObject({
      code: 'not_possible',
    });
  }
});

test('a choice that is not offered any more stays where it was chosen, beside others that are added', async () => {
  const customer = await insertCustomer(desk.pool);
  const { ticketId } = await openTicket(
    desk.as(admin),
    buildOpenTicketInput(customer.id, { fields: { [tier.id]: ['iron'] } }),
  );
  await changeCustomField(context, { fieldId: tier.id, options: { choices: [choice('gold'), choice('iron', false)] } });
  const say = (id: string, value: unknown) => setFields(desk.as(admin), { ticketId: id, fields: { [tier.id]: value } });
  await say(ticketId, ['iron', 'gold']);
  expect(await findTicket(desk.pool, admin, ticketId)).toMatchObject({ fields: { [tier.id]: ['gold', 'iron'] } });
  const other = await openTicket(desk.as(admin), buildOpenTicketInput(customer.id));
  await expect(say(other.ticketId, ['iron'])).rejects.toMatchObject({ code: 'invalid_request' });
});

test('their order is changed, and told once', async () => {
  const { id } = await createCustomField(context, { subject: 'ticket', name: 'Device', kind: 'text', options: {} });
  const order = () => orderCustomFields(context, { subject: 'ticket', ids: [id, tier.id] });
  expect((await order()).map(({ name }) => name)).toEqual(['Device', 'Tier']);
  await order();
  expect(await entriesOf('ticket')).toEqual([
    { act: 'field.changed', changes: [{ field: 'order', from: ['Tier', 'Device'], to: ['Device', 'Tier'] }] },
  ]);
});
