import type { CalendarView } from '#domain/contracts/calendar';
import type { StaffActor } from '#domain/permissions/actor';
import { endpointsOver, testJwtSecret } from '#testkit/desk-endpoints';
import { insertPolicy, insertStaff } from '#testkit/factories/desk';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { beforeAll, expect, test } from 'vitest';

let desk: TestDesk;
let origin: string;
let admin: StaffActor;

beforeAll(async () => {
  desk = await openTestDesk();
  ({ origin } = await serveTestApp(endpointsOver(desk.pool)));
  admin = await insertStaff(desk.pool, { role: 'admin' });
});

type Reply = CalendarView & { readonly calendars: readonly CalendarView[]; readonly code?: string };
async function ask(method: string, path: string, body?: object, who = admin) {
  const token = await signTestToken(testJwtSecret, who);
  const response = await fetch(`${origin}/api${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Reply };
}
const hours = { timeZone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] }, holidays: [], exceptions: [] };

test('business hours are made and changed, in versions, and told', async () => {
  const { status, body: made } = await ask('POST', '/calendars', { name: 'Berlin', hours });
  expect({ status, made }).toMatchObject({ status: 201, made: { name: 'Berlin', hours } });
  const longer = { ...hours, weekly: { mon: [['08:00', '18:00']] }, holidays: ['2026-12-24'] };
  const changed = await ask('PATCH', `/calendars/${made.id}`, { hours: longer, was: { hours } });
  expect(changed.body).toEqual({ ...made, hours: longer });
  // The same again is no version of its own.
  await ask('PATCH', `/calendars/${made.id}`, { hours: longer });
  const { rows } = await desk.pool.query<{ version: number }>(
    'SELECT version FROM calendar_version WHERE calendar_id = $1 ORDER BY version',
    [made.id],
  );
  expect(rows.map(({ version }) => version)).toEqual([1, 2]);
  expect((await ask('PATCH', `/calendars/${made.id}`, { hours, was: { hours } })).body.code).toBe('stale');
  expect((await ask('GET', '/calendars')).body.calendars.map(({ name }) => name)).toContain('Berlin');
  const { rows: told } = await desk.pool.query<{ act: string }>(
    'SELECT act FROM audit_entry WHERE subject_id = $1 ORDER BY at, act DESC',
    [made.id],
  );
  expect(told.map(({ act }) => act)).toEqual(['calendar.created', 'calendar.changed']);
});

test('a service level within them goes on within the new ones, in a version of its own', async () => {
  const { body: made } = await ask('POST', '/calendars', { name: 'Promised', hours });
  const versionOf = async () =>
    (
      await desk.pool.query<{ id: string }>(
        'SELECT id FROM calendar_version WHERE calendar_id = $1 ORDER BY version DESC LIMIT 1',
        [made.id],
      )
    ).rows[0]?.id ?? '';
  const body = { targets: { normal: { resolution: 60 } }, pauses: {}, warnAt: [] };
  const { id } = await insertPolicy(desk.pool, { body, calendarVersionId: await versionOf() });
  await ask('PATCH', `/calendars/${made.id}`, { hours: { ...hours, timeZone: 'UTC' } });
  const { rows } = await desk.pool.query<{ version: number; calendar: string }>(
    `SELECT version, calendar_version_id AS calendar FROM sla_policy_version WHERE policy_id = $1 ORDER BY version DESC LIMIT 1`,
    [id],
  );
  expect(rows).toEqual([{ version: 2, calendar: await versionOf() }]);
});

test('hours that never open, a name that is taken, and whoever may not are refused', async () => {
  const { body: made } = await ask('POST', '/calendars', { name: 'Once', hours });
  expect((await ask('POST', '/calendars', { name: 'ONCE', hours })).body.code).toBe('not_possible');
  expect((await ask('POST', '/calendars', { name: 'Never', hours: { ...hours, weekly: {} } })).body.code).toBe(
    'not_possible',
  );
  const other = await ask('POST', '/calendars', { name: 'Twice', hours });
  expect((await ask('PATCH', `/calendars/${other.body.id}`, { name: 'once' })).body.code).toBe('not_possible');
  expect((await ask('PATCH', `/calendars/${made.id}`, { hours: { ...hours, timeZone: '+02:00' } })).status).toBe(400);
  expect((await ask('PATCH', `/calendars/${admin.id}`, { name: 'Nobody’s' })).status).toBe(404);
  const agent = await insertStaff(desk.pool);
  expect((await ask('POST', '/calendars', { name: 'Mine', hours }, agent)).status).toBe(403);
});

test('the hours of the desk keep their name, by which setting up knows them', async () => {
  expect((await ask('PUT', '/desk/hours', hours)).status).toBe(200);
  const [own] = (await ask('GET', '/calendars')).body.calendars.filter(({ name }) => name === 'Office hours');
  expect((await ask('PATCH', `/calendars/${own?.id ?? ''}`, { name: 'Ours' })).body.code).toBe('not_possible');
  const moved = { ...hours, timeZone: 'UTC' };
  expect((await ask('PATCH', `/calendars/${own?.id ?? ''}`, { hours: moved })).status).toBe(200);
  expect((await ask('GET', '/desk/set-up')).body.hours).toEqual(moved);
});
