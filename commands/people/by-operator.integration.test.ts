import { createPasswordHashing } from '#process/hash-passwords';
import { insertAccount } from '#testkit/factories/account';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import { setPassword } from './set-password.ts';
import { setUpFirstAdmin } from './set-up-first-admin.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk();
});

test('what is done in a terminal is told to the audit log, by nobody’s name and without the secret', async () => {
  const link = await setUpFirstAdmin(desk.pool, { name: 'Ada', email: 'ada@nixflow.test' });
  const { id, email } = await insertAccount(desk.pool);
  const password = 'another horse battery';
  await setPassword({ pool: desk.pool, passwords: createPasswordHashing() }, { email, password });
  const { rows } = await desk.pool.query<{ told: string }>(
    'SELECT act, subject_id, subject_name, staff_id, to_jsonb(a)::text AS told FROM audit_entry a ORDER BY at, id',
  );
  expect(rows).toMatchObject([
    { act: 'person.link_made', subject_name: 'Ada', staff_id: null },
    { act: 'person.password_set', subject_id: id, staff_id: null },
  ]);
  const secrets = [password, link === 'not_needed' ? '' : link.token];
  for (const { told } of rows) for (const secret of secrets) expect(told).not.toContain(secret);
  expect(link).not.toBe('not_needed');
});
