import type { Condition } from '#domain/conditions/condition';
import type { FlowDocument } from '#domain/flow/document';
import type { CustomerActor, StaffActor } from '#domain/permissions/actor';
import { READY_MADE_ROLES, type ReadyMadeRole } from '#domain/permissions/role';
import type { Calendar } from '#domain/sla/calendar';
import type { SlaPolicy } from '#domain/sla/policy';
import { customers } from '#store/people/customers';
import type { Queryable } from '#store/queryable';

const always: Condition = { all: [] };
let made = 0;
const nextName = (what: string) => `${what} ${String((made += 1))}`;

async function insert(client: Queryable, sql: string, values: unknown[]): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`${sql} RETURNING id`, values);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('INSERT gave no row.');
  return id;
}

/** Somebody on the agent side, as an actor; an agent of no team unless told. */
export async function insertStaff(
  client: Queryable,
  { role = 'agent', teamIds = [] }: { readonly role?: ReadyMadeRole; readonly teamIds?: readonly string[] } = {},
): Promise<StaffActor> {
  const name = nextName('Staff');
  const email = `${name.replace(' ', '').toLowerCase()}@nixflow.test`;
  const id = await insert(client, 'INSERT INTO staff (name, email, role) VALUES ($1, $2, $3)', [name, email, role]);
  for (const teamId of teamIds) {
    await client.query('INSERT INTO team_member (team_id, staff_id) VALUES ($1, $2)', [teamId, id]);
  }
  return { kind: 'staff', id, permissions: READY_MADE_ROLES[role], teamIds };
}

/** A team's id. */
export const insertTeam = (client: Queryable): Promise<string> =>
  insert(client, 'INSERT INTO team (name) VALUES ($1)', [nextName('Team')]);

/** A customer, as an actor. */
export async function insertCustomer(client: Queryable): Promise<CustomerActor> {
  const name = nextName('Customer');
  const made = await customers.insert(client, { name, address: `${name.replace(' ', '').toLowerCase()}@example.com` });
  if (!made) throw new Error('Somebody has this address.');
  return { kind: 'customer', id: made.id, organisationId: null };
}

/** A calendar with its first version. */
export async function insertCalendar(client: Queryable, body: Calendar): Promise<{ id: string; versionId: string }> {
  const id = await insert(client, 'INSERT INTO calendar (name) VALUES ($1)', [nextName('Calendar')]);
  return { id, versionId: await insertCalendarVersion(client, id, body) };
}

/** The next version of a calendar, which becomes its current one. */
export const insertCalendarVersion = (client: Queryable, calendarId: string, body: Calendar): Promise<string> =>
  insert(
    client,
    `INSERT INTO calendar_version (calendar_id, version, body)
     SELECT $1, coalesce(max(version), 0) + 1, $2 FROM calendar_version WHERE calendar_id = $1`,
    [calendarId, JSON.stringify(body)],
  );

/** A policy to be inserted: for all tickets and around the clock unless told. */
export interface PolicyDraft {
  readonly body: SlaPolicy;
  readonly condition?: Condition;
  readonly calendarVersionId?: string;
  /** Lower ones are asked first; as they come unless told. */
  readonly position?: number;
}

/** A policy with its first version. */
export async function insertPolicy(client: Queryable, draft: PolicyDraft): Promise<{ id: string; versionId: string }> {
  const position = draft.position ?? (made += 1);
  const id = await insert(client, 'INSERT INTO sla_policy (name, position) VALUES ($1, $2)', [
    ...[nextName('Policy'), position],
  ]);
  return { id, versionId: await insertPolicyVersion(client, id, draft) };
}

/** The next version of a policy, which becomes its current one. */
export const insertPolicyVersion = (client: Queryable, policyId: string, draft: PolicyDraft): Promise<string> =>
  insert(
    client,
    `INSERT INTO sla_policy_version (policy_id, version, condition, body, calendar_version_id)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4 FROM sla_policy_version WHERE policy_id = $1`,
    [policyId, JSON.stringify(draft.condition ?? always), JSON.stringify(draft.body), draft.calendarVersionId ?? null],
  );

/** A flow with its first version. */
export async function insertFlow(
  client: Queryable,
  document: FlowDocument,
): Promise<{ id: string; versionId: string }> {
  const id = await insert(client, 'INSERT INTO flow (name, position) VALUES ($1, $2)', [nextName('Flow'), (made += 1)]);
  return { id, versionId: await insertFlowVersion(client, id, document) };
}

/** The next version of a flow, which becomes its current one. */
export const insertFlowVersion = (client: Queryable, flowId: string, document: FlowDocument): Promise<string> =>
  insert(
    client,
    `INSERT INTO flow_version (flow_id, version, document)
     SELECT $1, coalesce(max(version), 0) + 1, $2 FROM flow_version WHERE flow_id = $1`,
    [flowId, JSON.stringify(document)],
  );
