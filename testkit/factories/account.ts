import type { ReadyMadeRole } from '#domain/permissions/role';
import { createPasswordHashing } from '#process/hash-passwords';
import type { Queryable } from '#store/queryable';
import { insertStaff } from './desk.ts';

/** Somebody on the agent side who can sign in. */
export interface TestAccount {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

interface AccountDraft {
  readonly role?: ReadyMadeRole;
  readonly teamIds?: readonly string[];
  readonly password?: string;
  readonly mustChangePassword?: boolean;
}

const passwords = createPasswordHashing();

/** Somebody on the agent side with a password; an agent of no team unless told. */
export async function insertAccount(client: Queryable, draft: AccountDraft = {}): Promise<TestAccount> {
  const { password = 'correct horse battery', mustChangePassword = false, ...person } = draft;
  const { id } = await insertStaff(client, person);
  const { rows } = await client.query<{ email: string }>(
    'UPDATE staff SET password_hash = $2, must_change_password = $3 WHERE id = $1 RETURNING email',
    [id, await passwords.hash(password), mustChangePassword],
  );
  return { id, email: rows[0]?.email ?? '', password };
}
