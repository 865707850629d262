import { knownAdmin } from '#domain/people/known-admin';
import { accounts } from '#store/people/accounts';
import type { PeopleContext } from './people-context.ts';

/** Let the first person in on a machine of development. Does nothing once an admin can sign in. Safe to repeat. */
export async function seedKnownAdmin({ pool, passwords }: PeopleContext): Promise<void> {
  if (await accounts.hasAdmin(pool)) return;
  const { name, email, password } = knownAdmin;
  await accounts.addKnownAdmin(pool, { name, email, passwordHash: await passwords.hash(password) });
}
