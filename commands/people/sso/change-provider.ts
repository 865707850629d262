import { randomUUID } from 'node:crypto';
import { changesBetween } from '#domain/audit/changes-between';
import { Problem } from '#domain/contracts/problem';
import type { ChangeIdentityProviderRequest, IdentityProviderRequest } from '#domain/contracts/sso';
import type { StaffActor } from '#domain/permissions/actor';
import type { SecretBox } from '#process/secret-box';
import { lockForTransaction } from '#store/lock-for-transaction';
import { identityProviders, type IdentityProvider, type ProviderFields } from '#store/people/identity-providers';
import { sessions } from '#store/people/sessions';
import { staffMembers } from '#store/people/staff-members';
import type { PoolClient } from 'pg';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';
import { giveRole } from '../staff/give-role.ts';
import { secretOfProvider } from './secret-of-provider.ts';

interface WithBox {
  readonly box: SecretBox;
}

const nameTaken = { detail: 'There is a provider of this name already.', reason: 'name_taken' } as const;

/**
 * Enter a provider. Nobody has it give a role that allows more than their own.
 *
 * @throws {Problem} `forbidden`; `unknown_reference` (a role); `not_possible` (without a secret, the name is taken)
 */
export const createProvider = adminCommand<IdentityProviderRequest & WithBox, IdentityProvider>(
  'people.manage',
  async ({ client, actor, audit }, { box, clientSecret, ...wanted }) => {
    if (clientSecret === undefined)
      throw new Problem('not_possible', { detail: 'A new provider needs its secret.', reason: 'secret_missing' });
    // Of two who choose the same name at once, one is told.
    await lockForTransaction(client, 'staff-members');
    await requireRoles(client, actor, wanted);
    const id = randomUUID();
    const fields: ProviderFields = { ...wanted, clientSecret: secretOfProvider.seal(box, id, clientSecret) };
    if (!(await identityProviders.insert(client, id, fields))) throw new Problem('not_possible', nameTaken);
    const subject = { kind: 'identity_provider', id, name: wanted.name } as const;
    await audit({ act: 'identity_provider.created', subject, changes: changesBetween({}, told(fields)) });
    return { id, ...fields };
  },
);

/**
 * Change a provider. Without a secret it keeps the one it has, which goes to no other issuer than that it was entered for.
 * Another issuer knows people by names of its own: whom the one before meant is forgotten. Then, and when it is offered no more, the
 * sessions end that it opened.
 *
 * @throws {Problem} `forbidden`; `not_found`; `unknown_reference` (a role); `not_possible` (another issuer, and no secret; the
 * name is taken; nobody would be left who can let others in); `stale`
 */
export const changeProvider = adminCommand<
  ChangeIdentityProviderRequest & WithBox & { readonly id: string },
  IdentityProvider
>('people.manage', async ({ client, actor, audit }, { box, id, clientSecret, was, ...wanted }) => {
  await lockForTransaction(client, 'staff-members');
  const before = await find(client, id);
  requireAsSeen(was, { ...before });
  // Whoever got more by it than the actor has is not demoted by them, either.
  for (const mapping of [before, wanted]) await requireRoles(client, actor, mapping);
  const isElsewhere = wanted.issuer !== before.issuer;
  if (isElsewhere && clientSecret === undefined) {
    throw new Problem('not_possible', { detail: 'Another issuer needs its own secret.', reason: 'secret_missing' });
  }
  if (isElsewhere) await identityProviders.forgetPeople(client, id);
  const secret = clientSecret === undefined ? before.clientSecret : secretOfProvider.seal(box, id, clientSecret);
  const fields: ProviderFields = { ...wanted, clientSecret: secret };
  if (!(await identityProviders.update(client, id, fields))) throw new Problem('not_possible', nameTaken);
  if (isElsewhere || !wanted.isActive) {
    await requireManager(client);
    await sessions.endAllBy(client, id);
  }
  const subject = { kind: 'identity_provider', id, name: wanted.name } as const;
  const changes = changesBetween(told(before), told(fields));
  const isRenewed = clientSecret !== undefined;
  const all = isRenewed ? [...changes, { field: 'clientSecret', from: null, to: 'renewed' }] : changes;
  if (all.length > 0) await audit({ act: 'identity_provider.changed', subject, changes: all });
  return { id, ...fields };
});

/**
 * Forget a provider, and whom it meant: they sign in by another way. The sessions end that it opened.
 *
 * @throws {Problem} `forbidden`; `not_found`; `not_possible` (nobody would be left who can let others in)
 */
export const deleteProvider = adminCommand<{ readonly id: string }, null>(
  'people.manage',
  async ({ client, actor, audit }, { id }) => {
    await lockForTransaction(client, 'staff-members');
    const before = await find(client, id);
    await requireRoles(client, actor, before);
    await sessions.endAllBy(client, id);
    await identityProviders.remove(client, id);
    await requireManager(client);
    const subject = { kind: 'identity_provider', id, name: before.name } as const;
    await audit({ act: 'identity_provider.deleted', subject, changes: changesBetween(told(before), {}) });
    return null;
  },
);

async function find(client: PoolClient, id: string): Promise<IdentityProvider> {
  const found = await identityProviders.find(client, id);
  if (!found) throw new Problem('not_found');
  return found;
}

async function requireManager(client: PoolClient): Promise<void> {
  if (await staffMembers.hasManager(client)) return;
  throw new Problem('not_possible', {
    ...{ detail: 'Nobody would be left who can let others in.', reason: 'last_manager' },
  });
}

async function requireRoles(
  client: PoolClient,
  actor: StaffActor,
  { roleByGroup, defaultRole }: Pick<ProviderFields, 'roleByGroup' | 'defaultRole'>,
): Promise<void> {
  const codes = [...roleByGroup.map(({ role }) => role), ...(defaultRole === null ? [] : [defaultRole])];
  for (const code of new Set(codes)) await giveRole(client, actor, code);
}

/** Never the secret. */
const told = ({
  name,
  issuer,
  clientId,
  groupsClaim,
  roleByGroup,
  defaultRole,
  domains,
  isActive,
}: ProviderFields) => ({
  ...{ name, issuer, clientId, groupsClaim, defaultRole, domains, isActive },
  roleByGroup: roleByGroup.map(({ group, role }) => `${group} = ${role}`),
});
