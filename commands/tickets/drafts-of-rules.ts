import { evaluate, type ConditionSubject } from '#domain/conditions/evaluate';
import { namedCalendars } from '#domain/conditions/named-calendars';
import { namedFields } from '#domain/conditions/named-fields';
import { FIELD_OF, type FactDraft } from '#domain/tickets/fact';
import { foldTicket } from '#domain/tickets/fold-ticket';
import { isAway, type Ticket } from '#domain/tickets/ticket';
import { subjectOf } from '#domain/tickets/subject-of';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { readOpenCalendars } from '#store/tickets/open-calendars';
import { readRuleOf } from '#store/tickets/rule-of-version';
import { readRulesInForce, type RuleInForce, type RulesInForce } from '#store/tickets/rules-in-force';
import type { FieldValues, TicketFields } from '#domain/fields/definition';
import { requesterFieldsOf } from '#store/fields/requester-fields';
import type { TicketRow } from '#store/tickets/ticket-row';
import type { PoolClient } from 'pg';

/** The policy and the flows that a new ticket is pinned to. */
export interface Pinned {
  readonly policyVersionId: string | null;
  readonly flowVersionIds: readonly string[];
}

/** What a new ticket is pinned to: the first policy that matches and every flow that does, in their current versions. */
export async function pinRules(
  client: PoolClient,
  opening: Omit<ConditionSubject, 'openCalendars' | 'custom'> & { readonly requesterId: string },
  fields: TicketFields = {},
): Promise<Pinned> {
  const rules = await readRulesInForce(client);
  const asksFields = [...rules.policies, ...rules.flows].some(({ condition }) =>
    namedFields(condition).some((name) => name.startsWith('custom.')),
  );
  const theirs = asksFields ? await readRequesterFields(client, opening.requesterId) : {};
  const subject = await withOpenCalendars(client, rules, { ...opening, custom: { ...theirs, ...fields } });
  return {
    policyVersionId: firstMatch(rules.policies, subject)?.versionId ?? null,
    flowVersionIds: rules.flows
      .filter(({ condition }) => evaluate(condition, subject) === 'holds')
      .map(({ versionId }) => versionId),
  };
}

/**
 * What follows from other facts for policy and flows. Matched again when a field changed that a condition names: if another
 * policy is the first to match, it comes in its current version, while the same one stays as it is pinned; flows that match
 * now are added, and none is taken away. A ticket out of the queue is matched when it changes after its return.
 */
export async function draftsOfRules(
  client: PoolClient,
  { row }: LockedTicket,
  drafts: readonly FactDraft[],
): Promise<FactDraft[]> {
  const changed = new Set(drafts.map(nameOfField).filter((field) => field !== null));
  if (changed.size === 0) return [];
  const named: ReadonlySet<string> = changed;
  const after = preview(row, drafts);
  if (isAway(after)) return [];
  const rules = await readRulesInForce(client);
  const asksAnew = named.has('requester');
  const isNamed = ({ condition }: RuleInForce) =>
    namedFields(condition).some((name) => named.has(name) || (asksAnew && name.startsWith('custom.')));
  const returned = changed.has('place');
  const rematchPolicy = returned || rules.policies.some(isNamed);
  const flows = rules.flows.filter((flow) => returned || isNamed(flow));
  if (!rematchPolicy && flows.length === 0) return [];

  const fields = await readRequesterFields(client, after.requesterId, row);
  const subject = await withOpenCalendars(client, rules, subjectOf({ ...after, requesterFields: fields }));
  const ruleOf = await readRuleOf(client, [after.policyVersionId, ...after.flowVersionIds]);
  const pinnedFlows = after.flowVersionIds.map(ruleOf);
  const added = flows.filter((flow) => !pinnedFlows.includes(flow.id) && evaluate(flow.condition, subject) === 'holds');
  const policy = rematchPolicy ? firstMatch(rules.policies, subject) : undefined;
  const isOther = rematchPolicy && (policy?.id ?? null) !== ruleOf(after.policyVersionId);
  return [
    ...(isOther ? [{ type: 'policy' as const, from: after.policyVersionId, to: policy?.versionId ?? null }] : []),
    ...(added.length > 0 ? [{ type: 'flows' as const, added: added.map(({ versionId }) => versionId) }] : []),
  ];
}

/** The field that a fact changes, as conditions name it. Another requester is another customer's fields besides. */
const nameOfField = (draft: FactDraft): string | null =>
  draft.type === 'field' ? `custom.${draft.fieldId}` : FIELD_OF[draft.type];

/** What cannot be judged does not match. */
const firstMatch = (rules: readonly RuleInForce[], subject: ConditionSubject): RuleInForce | undefined =>
  rules.find(({ condition }) => evaluate(condition, subject) === 'holds');

/** What is said of a customer in custom fields; known of whoever asked for this ticket until now. */
async function readRequesterFields(
  client: PoolClient,
  requesterId: string,
  known?: Pick<TicketRow, 'requesterId' | 'requesterFields'>,
): Promise<FieldValues> {
  if (known?.requesterId === requesterId) return known.requesterFields;
  const { rows } = await client.query<{ fields: FieldValues | null }>(`SELECT ${requesterFieldsOf('$1')} AS fields`, [
    requesterId,
  ]);
  return rows[0]?.fields ?? {};
}

/** Which calendars are open is asked only if a condition wants to know. */
async function withOpenCalendars(
  client: PoolClient,
  { policies, flows }: RulesInForce,
  subject: Omit<ConditionSubject, 'openCalendars'>,
): Promise<ConditionSubject> {
  const asked = namedCalendars([...policies, ...flows].map(({ condition }) => condition));
  return { ...subject, ...(await readOpenCalendars(client, asked)) };
}

/** The ticket as the drafts will make it. Their places are not known yet, and do not matter here. */
function preview(row: Ticket, drafts: readonly FactDraft[]): Ticket {
  const place = {
    seq: row.lastSeq,
    at: row.lastFactAt,
    revision: row.revision,
    cause: { kind: 'engine' },
    depth: 0,
  } as const;
  return drafts.reduce<Ticket>((ticket, draft) => foldTicket(ticket, { ...draft, ...place }), row);
}
