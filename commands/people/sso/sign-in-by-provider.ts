import { changesBetween } from '#domain/audit/changes-between';
import { personName } from '#domain/contracts/names';
import { Problem } from '#domain/contracts/problem';
import { isAddressOf } from '#domain/people/is-address-of';
import { roleOfGroups } from '#domain/people/role-of-groups';
import type { Permission } from '#domain/permissions/permission';
import type { OidcClaims } from '#process/oidc';
import { hashOfToken } from '#process/secret-token';
import { auditLog } from '#store/audit/audit-log';
import { lockForTransaction } from '#store/lock-for-transaction';
import { mailAddresses } from '#store/mail/mail-addresses';
import { accounts } from '#store/people/accounts';
import { identityProviders, type IdentityProvider } from '#store/people/identity-providers';
import { roles } from '#store/people/roles';
import { sessions, type Browser } from '#store/people/sessions';
import { staffMembers, type StaffMember } from '#store/people/staff-members';
import { inTransaction } from '#store/transaction';
import type { Pool, PoolClient } from 'pg';
import { openSession, type OpenedSession } from '../open-session.ts';

/** Who came back from which provider, and in which browser. */
export interface SignInByProviderInput {
  readonly provider: IdentityProvider;
  readonly claims: OidcClaims;
  readonly browser: Browser;
  /** What the browser was signed in by until now: that session ends. */
  readonly replaces: string | undefined;
  readonly requestId: string;
}

/** Somebody who is signed in, and whether that ended all their other sessions. */
export interface SignedInByProvider extends OpenedSession {
  readonly endedSessions: boolean;
}

/**
 * Sign somebody in whom a provider vouches for.
 *
 * Whoever is known by the provider's own name for them is that person. Else the address decides, and only if the provider
 * has verified it: a colleague of that address who may do no more than their groups give, or somebody new with the role of
 * their groups. The role follows their groups at each sign-in. Where the provider lets in some domains alone, everybody shows a
 * verified address of one of them each time.
 *
 * @throws {Problem} `wrong_credentials`: nobody that is let in, and nobody is told why
 */
export async function signInByProvider(
  { pool }: { readonly pool: Pool },
  { provider, claims, browser, replaces, requestId }: SignInByProviderInput,
): Promise<SignedInByProvider> {
  return inTransaction(pool, async (client) => {
    // Of two first sign-ins at once one makes the person; and nobody's role is changed by two.
    await lockForTransaction(client, 'staff-members');
    await requireOffered(client, provider);
    if (!isOfDomains(provider, claims)) throw new Problem('wrong_credentials');
    const role = roleOfGroups(claims.all[provider.groupsClaim], provider.roleByGroup, provider.defaultRole);
    const allowed = role === null ? null : await roles.hold(client, role);
    // In no group that is let in, or in one whose role was deleted.
    if (role === null || !allowed) throw new Problem('wrong_credentials');
    const origin = { address: browser.address, requestId };
    const known = await findPerson(client, provider, claims, allowed.permissions);
    const person = known ?? (await makePerson(client, { provider, claims, role, origin }));
    if (!person?.isActive) throw new Problem('wrong_credentials');
    await identityProviders.link(client, provider.id, claims.subject, person.id);
    const endedSessions = await followGroups(client, person, role, { ...origin, staffId: person.id });
    const before = hashOfToken(replaces ?? '');
    if (before) await sessions.endOfToken(client, before);
    return { ...(await openSession(client, person.id, browser, provider.id)), endedSessions };
  });
}

/** It may have been deactivated, deleted or moved elsewhere while it was asked: that ended the sessions there were. */
async function requireOffered(client: PoolClient, { id, issuer }: IdentityProvider): Promise<void> {
  const now = await identityProviders.find(client, id);
  if (now?.isActive !== true || now.issuer !== issuer) throw new Problem('wrong_credentials');
}

const isOfDomains = ({ domains }: IdentityProvider, { email, isEmailVerified }: OidcClaims) =>
  domains.length === 0 || (email !== null && isEmailVerified && isAddressOf(domains, email));

/** @param allowed what the role of their groups allows */
async function findPerson(
  client: PoolClient,
  { id }: IdentityProvider,
  { subject, email, isEmailVerified }: OidcClaims,
  allowed: readonly Permission[],
): Promise<StaffMember | null> {
  const staffId = await identityProviders.findStaffId(client, id, subject);
  if (staffId !== null) return staffMembers.lock(client, staffId);
  if (email === null || !isEmailVerified) return null;
  const account = await accounts.findByEmail(client, email);
  const person = account && (await staffMembers.lock(client, account.id));
  // Nobody enters a provider that gives more than they have themselves; by an address alone it gives no more, either.
  return person?.permissions.every((one) => allowed.includes(one)) === true ? person : null;
}

/** @returns null: their address is not verified, that of somebody whom it does not mean, or one of the desk */
async function makePerson(
  client: PoolClient,
  { provider, claims, role, origin }: NewPerson,
): Promise<StaffMember | null> {
  const { email, isEmailVerified } = claims;
  if (email === null || !isEmailVerified || (await mailAddresses.isOwn(client, email))) return null;
  const name = personName.safeParse(claims.name).data ?? email;
  const id = await staffMembers.insert(client, { name, email, roleCode: role });
  if (id === null) return null;
  await auditLog.append(
    client,
    { ...origin, staffId: id },
    {
      ...{ act: 'person.came_by_provider', subject: { kind: 'person', id, name } },
      changes: changesBetween({}, { name, email, role, provider: provider.name }),
    },
  );
  return staffMembers.lock(client, id);
}

type Origin = Parameters<typeof auditLog.append>[1];
interface NewPerson {
  readonly provider: IdentityProvider;
  readonly claims: OidcClaims;
  /** The code of their role. */
  readonly role: string;
  readonly origin: Omit<Origin, 'staffId'>;
}

/**
 * Another group, another role: as if an administrator had given it.
 *
 * @returns whether it ended their sessions
 * @throws {Problem} `wrong_credentials`: nobody would be left who can let others in. They keep their role, and no provider lets
 * anybody in with more than it gives.
 */
async function followGroups(
  client: PoolClient,
  person: StaffMember,
  roleCode: string,
  origin: Origin,
): Promise<boolean> {
  if (person.role.code === roleCode) return false;
  const { name, isActive, absentFrom, absentUntil, capacity } = person;
  const fields = { name, isActive, absentFrom, absentUntil, capacity };
  await staffMembers.update(client, person.id, { ...fields, roleCode });
  if (!(await staffMembers.hasManager(client))) throw new Problem('wrong_credentials');
  await sessions.endAllOf(client, person.id, null);
  await auditLog.append(client, origin, {
    ...{ act: 'person.changed', subject: { kind: 'person', id: person.id, name } },
    changes: [{ field: 'role', from: person.role.code, to: roleCode }],
  });
  return true;
}
