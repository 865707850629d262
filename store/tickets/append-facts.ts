import type { Cause } from '#domain/tickets/cause';
import type { FactDraft, TicketFact } from '#domain/tickets/fact';
import { foldTicket } from '#domain/tickets/fold-ticket';
import type { Ticket } from '#domain/tickets/ticket';
import { upcoming } from '#domain/sla/clocks-at';
import { foldFacts } from '#domain/sla/fold-fact';
import { queuePlace } from '#domain/sla/outlook';
import { readTicketFact } from '#domain/sla/read-ticket-fact';
import type { SlaState } from '#domain/sla/sla-state';
import type { PoolClient } from 'pg';
import type { LockedTicket } from './lock-ticket.ts';
import { readTerms } from './policy-terms.ts';
import { requesterFieldsOf } from '../fields/requester-fields.ts';
import { instant, type TicketRow } from './ticket-row.ts';

/** Why facts come to be, and how many flows answered each other until then. */
export interface FactOrigin {
  readonly cause: Cause;
  readonly depth: number;
}

/** A ticket with the facts just written. */
export interface AppendedFacts {
  readonly ticket: LockedTicket;
  readonly facts: readonly TicketFact[];
}

/** What facts say that is not in them. */
export interface FactWords {
  /** Of a fact `subject`. */
  readonly subject?: string | undefined;
  /** Of facts `field` that set a text, by the ids of their fields. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
}

/** What there is before a ticket's first fact: a name, and the instant it is opened at (ms). */
export interface UnopenedTicket {
  readonly row: { readonly id: string; readonly subject: string };
  readonly sla: SlaState;
  readonly now: number;
}

/**
 * Write facts of a locked ticket, as one command's: stamp them, fold them into row and clocks, and tell the engine's row
 * that there is news. The only function that writes these tables.
 *
 * @param drafts at least one
 * @param words what the facts say that is not in them
 */
export async function appendFacts(
  client: PoolClient,
  { row, sla, now }: LockedTicket,
  drafts: readonly FactDraft[],
  origin: FactOrigin,
  { subject = row.subject, texts = {} }: FactWords = {},
): Promise<AppendedFacts> {
  const facts = stamp(drafts, row, now, origin);
  const ticket = facts.reduce<Ticket>(foldTicket, row);
  const clocks = await foldClocks(client, sla, facts);
  await client.query(
    `WITH fact AS (${insertFacts}),
     clock AS (UPDATE ticket_sla SET state = $5, next_mark_at = $6, next_breach_at = $7 WHERE ticket_id = $1),
     engine AS (UPDATE ticket_engine SET last_seq = $8, news_since = coalesce(news_since, $9) WHERE ticket_id = $1),
     text AS (INSERT INTO ticket_subject (ticket_id, seq, subject)
       SELECT $1, n, $3 FROM unnest($4::int[]) AS n),
     said AS (${insertTexts('$28')})
     UPDATE ticket SET subject = $3, last_seq = $8, last_fact_at = $9, revision = $10, status = $11, priority = $12,
       team_id = $13, assignee_id = $14, tags = $15, policy_version_id = $16, flow_version_ids = $17, is_spam = $18,
       is_deleted = $19, merged_into_id = $20, last_message_id = $21, resolved_at = $22, looped_at = $23, requester_id = $24,
       fields = $25, clock_ends_at = coalesce($26::timestamptz, 'infinity'),
       clock_runs_out_at = coalesce($27::timestamptz, 'infinity')
     WHERE id = $1`,
    [
      row.id,
      rowsOf(facts),
      subject,
      subjectsOf(facts),
      ...clocks.columns,
      ...columnsOf(ticket),
      ...clocks.place,
      textRowsOf(facts, texts),
    ],
  );
  return { ticket: { row: { ...row, ...ticket, subject }, sla: clocks.state, now }, facts };
}

/** Write a ticket's first facts, the very first being `created`. */
export async function insertTicket(
  client: PoolClient,
  { row, sla, now }: UnopenedTicket,
  drafts: readonly FactDraft[],
  origin: FactOrigin,
  { texts = {} }: Pick<FactWords, 'texts'> = {},
): Promise<AppendedFacts> {
  const facts = stamp(drafts, { revision: 0, lastSeq: 0, lastFactAt: 0 }, now, origin);
  const ticket = facts.reduce<Ticket | null>(foldTicket, null);
  if (!ticket) throw new Error('A ticket is opened by a fact.');
  const clocks = await foldClocks(client, sla, facts);
  // One statement: foreign keys are checked at its end, so the order of its parts does not matter.
  const { rows } = await client.query<Pick<TicketRow, 'number' | 'organisationId' | 'requesterFields'>>(
    `WITH fact AS (${insertFacts}),
     clock AS (INSERT INTO ticket_sla (ticket_id, state, next_mark_at, next_breach_at) VALUES ($1, $5, $6, $7)),
     engine AS (INSERT INTO ticket_engine (ticket_id, last_seq, news_since) VALUES ($1, $8, $9)),
     text AS (INSERT INTO ticket_subject (ticket_id, seq, subject) SELECT $1, n, $3 FROM unnest($4::int[]) AS n),
     said AS (${insertTexts('$32')})
     INSERT INTO ticket (id, subject, last_seq, last_fact_at, revision, status, priority, team_id, assignee_id, tags,
       policy_version_id, flow_version_ids, is_spam, is_deleted, merged_into_id, last_message_id, resolved_at, looped_at,
       requester_id, fields, clock_ends_at, clock_runs_out_at, opened_by, via, follow_up_of_id, created_at)
     VALUES ($1, $3, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
       coalesce($26::timestamptz, 'infinity'), coalesce($27::timestamptz, 'infinity'), $28, $29, $30, $31)
     RETURNING number::float8 AS number, (SELECT organisation_id FROM customer WHERE id = $24) AS "organisationId",
       ${requesterFieldsOf('$24')} AS "requesterFields"`,
    [
      ...[row.id, rowsOf(facts), row.subject, [1], ...clocks.columns, ...columnsOf(ticket), ...clocks.place],
      ...[ticket.openedBy, ticket.via, ticket.followUpOfId, instant(ticket.createdAt), textRowsOf(facts, texts)],
    ],
  );
  const [inserted] = rows;
  if (!inserted) throw new Error('INSERT gave no row.');
  return { ticket: { row: { ...ticket, ...row, ...inserted }, sla: clocks.state, now }, facts };
}

const insertFacts = `INSERT INTO ticket_event (ticket_id, seq, at, revision, type, data, cause, depth)
  SELECT $1, f.seq, f.at, f.revision, f.type, f.data, f.cause, f.depth FROM jsonb_to_recordset($2::jsonb) AS f
    (seq int, at timestamptz, revision int, type text, data jsonb, cause jsonb, depth smallint)`;

/** @param rows the parameter that has them */
const insertTexts = (rows: string) => `INSERT INTO ticket_field_text (ticket_id, seq, text)
  SELECT $1, t.seq, t.text FROM jsonb_to_recordset(${rows}::jsonb) AS t (seq int, text text)`;

/** The texts of custom fields, each under the fact that set it. */
const textRowsOf = (facts: readonly TicketFact[], texts: NonNullable<FactWords['texts']>): string =>
  JSON.stringify(
    facts.flatMap((fact) => {
      if (fact.type !== 'field' || fact.value === null || typeof fact.value !== 'object' || !('isText' in fact.value))
        return [];
      const text = texts[fact.fieldId];
      if (text === undefined) throw new Error('A fact says that there is a text, and there is none.');
      return [{ seq: fact.seq, text }];
    }),
  );

type Before = Pick<Ticket, 'revision' | 'lastSeq' | 'lastFactAt'>;

function stamp(drafts: readonly FactDraft[], before: Before, now: number, { cause, depth }: FactOrigin): TicketFact[] {
  if (drafts.length === 0) throw new Error('There is no fact to write.');
  const at = Math.max(now, before.lastFactAt);
  const revision = before.revision + 1;
  return drafts.map((draft, index) => ({ ...draft, seq: before.lastSeq + 1 + index, at, revision, cause, depth }));
}

async function foldClocks(client: PoolClient, sla: SlaState, facts: readonly TicketFact[]) {
  const versions = facts.flatMap((fact) =>
    fact.type === 'created' ? [fact.policyVersionId] : fact.type === 'policy' ? [fact.to] : [],
  );
  const termsOf = await readTerms(client, versions);
  const state = foldFacts(
    facts.map((fact) => readTicketFact(fact, termsOf)),
    sla,
  );
  const ahead = upcoming(state);
  const breach = ahead.find(({ percent }) => percent === 100);
  const { endsAt, runsOutAt } = queuePlace(state, ahead);
  return {
    state,
    columns: [JSON.stringify(state), instant(ahead[0]?.at ?? null), instant(breach?.at ?? null)],
    /** From `$26` on. */
    place: [instant(endsAt), instant(runsOutAt)],
  };
}

const rowsOf = (facts: readonly TicketFact[]): string =>
  JSON.stringify(
    facts.map(({ seq, at, revision, type, cause, depth, ...data }) => {
      return { seq, at: new Date(at), revision, type, data, cause, depth };
    }),
  );

const subjectsOf = (facts: readonly TicketFact[]) =>
  facts.filter(({ type }) => type === 'subject').map(({ seq }) => seq);

/** From `$8` on. */
const columnsOf = (ticket: Ticket) => [
  ticket.lastSeq,
  instant(ticket.lastFactAt),
  ticket.revision,
  ticket.status,
  ticket.priority,
  ticket.teamId,
  ticket.assigneeId,
  ticket.tags,
  ticket.policyVersionId,
  ticket.flowVersionIds,
  ticket.isSpam,
  ticket.isDeleted,
  ticket.mergedIntoId,
  ticket.lastMessageId,
  instant(ticket.resolvedAt),
  instant(ticket.loopedAt),
  ticket.requesterId,
  JSON.stringify(ticket.fields ?? {}),
];
