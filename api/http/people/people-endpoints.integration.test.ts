import type { CustomerList, Customer, Directory } from '#domain/contracts/directory';
import type { Actor } from '#domain/permissions/actor';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { peopleEndpoints } from './people-endpoints.ts';

let desk: TestDesk;
let agent: Actor;

beforeAll(async () => {
  desk = await openTestDesk();
  agent = await insertStaff(desk.pool);
});
beforeEach(() => desk.pool.query('DELETE FROM customer'));

/** What any of the routes may answer; each story reads what its own ones do. */
type Answer = Customer & CustomerList & Directory;

/** The API as one person has it. */
async function serve(viewer: Actor = agent) {
  const door = { pool: desk.pool, deliverSoon: () => undefined, readActor: () => Promise.resolve(viewer) };
  const { origin } = await serveTestApp(peopleEndpoints(door));
  return async (path: string, body?: object) => {
    const response = await fetch(`${origin}/api${path}`, {
      ...(body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
}

test('the directory names everybody, who left among them, and who is in which team', async () => {
  const teamId = await insertTeam(desk.pool);
  const { id: member } = await insertStaff(desk.pool, { teamIds: [teamId], role: 'light_agent' });
  await desk.pool.query('UPDATE staff SET is_active = false WHERE id = $1', [member]);
  const { body } = await (await serve())('/directory');
  expect(body.staff.find(({ id }) => id === member)).toMatchObject({ role: 'light_agent', isActive: false });
  expect(body.teams.find(({ id }) => id === teamId)).toMatchObject({ memberIds: [member] });
});

describe('a customer', () => {
  test('is found by the beginning of their address, or of any of their names', async () => {
    const call = await serve();
    const names = {
      'Hanne Vollmer': 'h.vollmer@nordhafen.example',
      'Ada O’Neil': 'a_da@example.com',
      Álvaro: 'x@example.com',
    };
    for (const [name, email] of Object.entries(names)) await call('/customers', { name, email });
    const found = async (search: string) => {
      const { body } = await call(`/customers?search=${encodeURIComponent(search)}`);
      return body.customers.map(({ name }) => name);
    };
    expect(await found('H.VOLL')).toEqual(['Hanne Vollmer']);
    expect(await found('voll')).toEqual(['Hanne Vollmer']);
    expect(await found('vol han')).toEqual(['Hanne Vollmer']);
    expect(await found('vol ada')).toEqual([]);
    expect(await found('a_')).toEqual(['Ada O’Neil']);
    expect(await found('%%')).toEqual([]);
    expect(await found('ÁLV')).toEqual(['Álvaro']);
    expect(await found(`'; DROP TABLE customer; --`)).toEqual([]);
  });

  test('of an address is created once, however it is written, and keeps the name they have', async () => {
    const call = await serve();
    const created = await call('/customers', { name: 'Ada', email: 'Ada@Example.com' });
    expect(created).toMatchObject({ status: 201, body: { name: 'Ada', email: 'ada@example.com' } });
    const again = await call('/customers', { name: 'Somebody else', email: 'ADA@example.com' });
    expect(again).toEqual({ status: 200, body: created.body });
    const many = await Promise.all(
      Array.from({ length: 10 }, () => call('/customers', { name: 'B', email: 'b@example.com' })),
    );
    expect(new Set(many.map(({ body }) => body.id)).size).toBe(1);
    expect(many.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('is nobody with an address of the desk or of a colleague', async () => {
    await desk.pool.query(`INSERT INTO mail_address (address, name) VALUES ('desk@own.example', 'Desk')`);
    const { rows } = await desk.pool.query<{ email: string }>('SELECT email FROM staff LIMIT 1');
    for (const email of ['Desk@own.example', 'desk+t7@own.example', rows[0]?.email]) {
      const answer = await (await serve())('/customers', { name: 'A', email });
      expect(answer).toMatchObject({ status: 409, body: { code: 'not_possible' } });
    }
  });

  test.each([
    { name: '', email: 'a@b.example' },
    { name: 'A', email: 'nobody' },
    { name: 'A\nB', email: 'a@b.example' },
  ])('is refused without a name of one line and an address: %j', async (body) => {
    expect(await (await serve())('/customers', body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });
});

test('readers search, agents create, and customers do neither', async () => {
  const reader = await serve(await insertStaff(desk.pool, { role: 'light_agent' }));
  const customer = await serve(await insertCustomer(desk.pool));
  const body = { name: 'A', email: 'a@b.example' };
  const answers = [
    await reader('/customers?search=xx'),
    await reader('/customers', body),
    await customer('/customers?search=xx'),
    await customer('/customers', body),
    await customer('/directory'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403, 403]);
});
