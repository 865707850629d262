import type { Calendar } from '#domain/sla/calendar';
import type { StaffActor } from '#domain/permissions/actor';
import { setUp } from '#store/set-up';
import { insertStaff } from '#testkit/factories/desk';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import type { AdminContext } from '../admin/admin-context.ts';
import { finishSetUp, nameDesk, sendTestMail, setDeskHours } from './set-up-desk.ts';

let desk: TestDesk;
let admin: StaffActor;
let context: AdminContext;

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await insertStaff(desk.pool, { role: 'admin' });
  const { pool, deliverSoon } = desk.as(admin);
  context = { pool, deliverSoon, actor: admin, address: null, requestId: 'request' };
});

const hoursFrom = (opens: string): Calendar => {
  return { timeZone: 'Europe/Berlin', weekly: { mon: [[opens, '17:00']], tue: [] }, holidays: [], exceptions: [] };
};
const told = async () => {
  const { rows } = await desk.pool.query<{ changes: unknown[] }>(
    `SELECT changes FROM audit_entry WHERE act = 'desk.changed' ORDER BY at, id`,
  );
  return rows.flatMap(({ changes }) => changes);
};

test('the desk is named, its hours set and a mail tried; each change is told once, with what was before', async () => {
  await desk.pool.query(`INSERT INTO mail_address (address, name) VALUES ('sales@localhost', 'Sales')`);
  await nameDesk(context, { name: 'Acme help' });
  await nameDesk(context, { name: 'Acme help' });
  await setDeskHours(context, hoursFrom('09:00'));
  await setDeskHours(context, hoursFrom('08:00'));
  await setDeskHours(context, hoursFrom('08:00'));
  await finishSetUp(context, null);
  await finishSetUp(context, null);
  const [nine, eight] = ['09:00', '08:00'].map((opens) => ['Europe/Berlin', `mon ${opens}–17:00`, 'tue –']);
  expect(await told()).toEqual([
    { field: 'name', from: 'Support', to: 'Acme help' },
    { field: 'hours', from: null, to: nine },
    { field: 'policy', from: null, to: 'Standard' },
    { field: 'hours', from: nine, to: eight },
    { field: 'setUp', from: false, to: true },
  ]);
  const state = await setUp.read(desk.pool, admin.id);
  expect(state).toMatchObject({ isDone: true, name: 'Acme help', hours: hoursFrom('08:00') });
  // An address of a name of its own keeps it.
  const { rows: names } = await desk.pool.query('SELECT address, name FROM mail_address ORDER BY address');
  expect(names).toEqual([
    { address: 'sales@localhost', name: 'Sales' },
    { address: 'support@localhost', name: 'Acme help' },
  ]);
  const { to, mailId } = await sendTestMail(context, null);
  const { rows } = await desk.pool.query('SELECT kind, to_addresses FROM outgoing_mail WHERE id = $1', [mailId]);
  expect(rows).toEqual([{ kind: 'test', to_addresses: [to] }]);
  expect(desk.outbox.at(-1)).toMatchObject({ destination: 'delivery', payload: { deliveryId: mailId } });
});

test('two who set hours at once write one after the other; hours that never open are refused', async () => {
  await Promise.all(['06:00', '07:00'].map((opens) => setDeskHours(context, hoursFrom(opens))));
  const never = { ...hoursFrom('09:00'), weekly: {} };
  await expect(setDeskHours(context, never)).rejects.toMatchObject({ code: 'not_possible' });
});

test('whoever does not manage the desk may do none of it', async () => {
  const agent = { ...context, actor: await insertStaff(desk.pool) };
  const acts = [
    ...[nameDesk(agent, { name: 'Mine' }), setDeskHours(agent, hoursFrom('09:00'))],
    ...[sendTestMail(agent, null), finishSetUp(agent, null)],
  ];
  for (const act of await Promise.allSettled(acts)) {
    expect(act).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } });
  }
});
