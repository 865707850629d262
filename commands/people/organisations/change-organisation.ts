import { changesBetween } from '#domain/audit/changes-between';
import type { ChangeOrganisationRequest, OrganisationRequest } from '#domain/contracts/customer';
import { Problem } from '#domain/contracts/problem';
import { lockForTransaction } from '#store/lock-for-transaction';
import { organisations, type Organisation } from '#store/people/organisations';
import type { PoolClient } from 'pg';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';
import { judgeFields, valuesOf } from '../../fields/judge-fields.ts';

/** Under a lock of all: of two who choose the same name at once, one is told. */
const nameTaken = { detail: 'There is an organisation of this name already.', reason: 'name_taken' } as const;

/**
 * Make an organisation. Customers who belong to none and have an address of its domains belong to it at once.
 *
 * @throws {Problem} `forbidden`; `not_possible` (the name or a domain is taken)
 */
export const createOrganisation = adminCommand<OrganisationRequest, Organisation>(
  'customer.manage',
  async ({ client, actor, audit }, wanted) => {
    await lockForTransaction(client, 'organisations');
    const fields = valuesOf(await judgeFields({ client, actor }, 'organisation', wanted.fields));
    const id = await organisations.insert(client, { ...wanted, fields });
    if (id === null) throw new Problem('not_possible', nameTaken);
    const made = await settle(client, id, wanted.domains);
    const subject = { kind: 'organisation', id, name: made.name } as const;
    await audit({ act: 'organisation.created', subject, changes: changesBetween({}, fieldsOf(made)) });
    return made;
  },
);

/**
 * Change an organisation: name, note, domains, whether its people see each other's tickets; what is not named stays. Those of a new domain who belong
 * to none come to it; nobody leaves.
 *
 * @throws {Problem} `forbidden`; `not_found`; `not_possible` (the name or a domain is taken); `stale`
 */
export const changeOrganisation = adminCommand<
  ChangeOrganisationRequest & { readonly organisationId: string },
  Organisation
>('customer.manage', async ({ client, actor, audit }, { organisationId, was, fields: said = {}, ...wanted }) => {
  await lockForTransaction(client, 'organisations');
  const before = await lockOrganisation(client, organisationId);
  requireAsSeen(was, { ...before });
  const fields = valuesOf(await judgeFields({ client, actor }, 'organisation', said, before.fields));
  const { name = before.name, note = before.note, sharesTickets = before.sharesTickets } = wanted;
  if (!(await organisations.update(client, organisationId, { name, note, sharesTickets, fields })))
    throw new Problem('not_possible', nameTaken);
  const after = await settle(client, organisationId, wanted.domains ?? before.domains);
  const changes = changesBetween(fieldsOf(before), fieldsOf(after));
  const subject = { kind: 'organisation', id: organisationId, name: after.name } as const;
  if (changes.length > 0) await audit({ act: 'organisation.changed', subject, changes });
  return after;
});

/** Delete an organisation: its customers belong to none then. @throws {Problem} `forbidden`, `not_found` */
export const deleteOrganisation = adminCommand<{ readonly organisationId: string }, null>(
  'customer.manage',
  async ({ client, audit }, { organisationId }) => {
    const before = await lockOrganisation(client, organisationId);
    await organisations.remove(client, organisationId);
    const subject = { kind: 'organisation', id: organisationId, name: before.name } as const;
    await audit({ act: 'organisation.deleted', subject, changes: changesBetween(fieldsOf(before), {}) });
    return null;
  },
);

async function lockOrganisation(client: PoolClient, id: string): Promise<Organisation> {
  const found = await organisations.lock(client, id);
  if (!found) throw new Problem('not_found');
  return found;
}

async function settle(client: PoolClient, id: string, domains: readonly string[]): Promise<Organisation> {
  const taken = await organisations.setDomains(client, id, domains);
  if (taken !== null)
    throw new Problem('not_possible', { detail: `${taken} belongs to another organisation.`, reason: 'domain_taken' });
  await organisations.takeIn(client, id);
  return lockOrganisation(client, id);
}

const fieldsOf = ({ name, note, domains, sharesTickets, fields }: Organisation) => ({
  ...fields,
  ...{ name, note, domains, sharesTickets },
});
