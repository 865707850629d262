import { changesBetween } from '#domain/audit/changes-between';
import { Problem } from '#domain/contracts/problem';
import type { ChangeTeamRequest, CreateTeamRequest } from '#domain/contracts/team';
import { lockForTransaction } from '#store/lock-for-transaction';
import { calendars } from '#store/people/calendars';
import { teams, type Team } from '#store/people/teams';
import type { PoolClient } from 'pg';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';

/** Under a lock of all: of two who choose the same name at once, one is told. */
const nameTaken = { detail: 'There is a team of this name already.', reason: 'name_taken' } as const;
const nobody = { detail: 'One of these people is not there.', reason: 'person_gone' } as const;

/**
 * Make a team.
 *
 * @throws {Problem} `forbidden`; `unknown_reference` (a member); `not_possible` (the name is taken)
 */
export const createTeam = adminCommand<CreateTeamRequest, Team>(
  'people.manage',
  async ({ client, audit }, { name, memberIds }) => {
    await lockForTransaction(client, 'teams');
    const id = await teams.insert(client, name);
    if (id === null) throw new Problem('not_possible', nameTaken);
    if (!(await teams.setMembers(client, id, memberIds))) throw new Problem('unknown_reference', nobody);
    const made = await lockTeam(client, id);
    await audit({
      act: 'team.created',
      subject: { kind: 'team', id, name },
      changes: changesBetween({}, fieldsOf(made)),
    });
    return made;
  },
);

/**
 * Change a team: its name, people, lead, working hours, whether anything comes to it.
 *
 * @throws {Problem} `forbidden`; `not_found`; `unknown_reference` (a member, the calendar); `not_possible` (the name is taken, the
 * lead is no member); `stale`
 */
export const changeTeam = adminCommand<ChangeTeamRequest & { readonly teamId: string }, Team>(
  'people.manage',
  async ({ client, audit }, { teamId, memberIds, was, ...wanted }) => {
    await lockForTransaction(client, 'teams');
    const before = await lockTeam(client, teamId);
    requireAsSeen(was, asShown(before));
    const { name = before.name, isActive = before.isActive } = wanted;
    const { leadId = await keptLead(client, before, memberIds), calendarId = before.calendar?.id ?? null } = wanted;
    if (calendarId !== null && !(await calendars.exists(client, calendarId))) {
      throw new Problem('unknown_reference', { detail: 'There are no such business hours.', reason: 'hours_gone' });
    }
    if (memberIds && !(await teams.setMembers(client, teamId, memberIds)))
      throw new Problem('unknown_reference', nobody);
    if (leadId !== null && !(await teams.hasMember(client, teamId, leadId))) {
      throw new Problem('not_possible', { detail: 'Whoever leads a team is in it.', reason: 'lead_not_member' });
    }
    if (!(await teams.update(client, teamId, { name, isActive, leadId, calendarId }))) {
      throw new Problem('not_possible', nameTaken);
    }
    const after = await lockTeam(client, teamId);
    const changes = changesBetween(fieldsOf(before), fieldsOf(after));
    if (changes.length > 0) await audit({ act: 'team.changed', subject: { kind: 'team', id: teamId, name }, changes });
    return after;
  },
);

async function lockTeam(client: PoolClient, id: string): Promise<Team> {
  const found = await teams.lock(client, id);
  if (!found) throw new Problem('not_found');
  return found;
}

/** Who leads a team goes on, unless they were taken out of it on their own page meanwhile. */
async function keptLead(client: PoolClient, { id, lead }: Team, memberIds: readonly string[] | undefined) {
  if (!lead) return null;
  return memberIds !== undefined || (await teams.hasMember(client, id, lead.id)) ? lead.id : null;
}

/** As whoever changes it names it. */
const asShown = ({ name, isActive, lead, calendar, memberIds }: Team) => ({
  ...{ name, isActive, leadId: lead?.id ?? null, calendarId: calendar?.id ?? null, memberIds },
});

const fieldsOf = ({ name, isActive, lead, calendar, memberIds }: Team) => ({
  ...{ name, isActive, lead: lead?.name ?? null, hours: calendar?.name ?? null, members: memberIds },
});
