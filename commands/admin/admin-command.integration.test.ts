import type { StaffActor } from '#domain/permissions/actor';
import { teams } from '#store/people/teams';
import { insertStaff, insertTeam } from '#testkit/factories/desk';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import { adminCommand, type AdminCommand } from './admin-command.ts';

let desk: TestDesk;
let admin: StaffActor;

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await insertStaff(desk.pool, { role: 'admin' });
});

const run = <Result>(command: AdminCommand<null, Result>, actor = admin) =>
  command({ pool: desk.pool, actor, address: '192.0.2.1', requestId: 'request', deliverSoon: () => undefined }, null);
const entriesOf = async (id: string) =>
  (await desk.pool.query<object>('SELECT act, address, request_id FROM audit_entry WHERE subject_id = $1', [id])).rows;
const told = (id: string) => ({ act: 'team.changed', subject: { kind: 'team', id, name: 'Team' } }) as const;

test('is for those with its permission, and told to the audit log if it happened', async () => {
  const [done, failed] = [await insertTeam(desk.pool), await insertTeam(desk.pool)];
  const does = adminCommand<null, string>('people.manage', async ({ audit }) => {
    await audit(told(done));
    return 'done';
  });
  const fails = adminCommand<null, null>('people.manage', async ({ audit }) => {
    await audit(told(failed));
    throw new Error('Not today.');
  });
  expect(await run(does)).toBe('done');
  await expect(run(does, await insertStaff(desk.pool))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(run(fails)).rejects.toThrow('Not today.');
  expect(await entriesOf(done)).toEqual([{ act: 'team.changed', address: '192.0.2.1', request_id: 'request' }]);
  expect(await entriesOf(failed)).toEqual([]);
});

test('two that wait for each other in a circle are both done, each once', async () => {
  const [one, other] = [await insertTeam(desk.pool), await insertTeam(desk.pool)];
  let begun = 0;
  let release = (): void => undefined;
  const bothBegan = new Promise<void>((resolve) => {
    release = resolve;
  });
  const lockInTurn = (first: string, second: string) =>
    adminCommand<null, null>('people.manage', async ({ client, audit }) => {
      await teams.lock(client, first);
      begun += 1;
      if (begun === 2) release();
      await bothBegan;
      await teams.lock(client, second);
      await audit(told(second));
      return null;
    });
  await Promise.all([run(lockInTurn(one, other)), run(lockInTurn(other, one))]);
  // Once more by whoever lost, or twice.
  expect(begun).toBeGreaterThan(2);
  expect([(await entriesOf(one)).length, (await entriesOf(other)).length]).toEqual([1, 1]);
});
