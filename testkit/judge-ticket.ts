import { isDeepStrictEqual } from 'node:util';
import { upcoming } from '#domain/sla/clocks-at';
import { foldFacts } from '#domain/sla/fold-fact';
import { queuePlace } from '#domain/sla/outlook';
import { readTicketFact } from '#domain/sla/read-ticket-fact';
import type { TicketFact } from '#domain/tickets/fact';
import { foldTicket } from '#domain/tickets/fold-ticket';
import type { Ticket } from '#domain/tickets/ticket';
import type { Queryable } from '#store/queryable';
import { readTerms } from '#store/tickets/policy-terms';
import { readFacts } from '#store/tickets/read-facts';
import { ticketColumns, type TicketRow } from '#store/tickets/ticket-row';

/** A ticket's facts, and in which way its rows are not what they say; none if all is well. */
export interface JudgedTicket {
  readonly facts: readonly TicketFact[];
  readonly faults: readonly string[];
}

/**
 * Compare a ticket's row, clocks, subject and engine row with what its facts say, read from the beginning: places without a
 * gap, instants that never go back, each change from what was there before it (or an update was lost).
 */
export async function judgeTicket(client: Queryable, ticketId: string): Promise<JudgedTicket> {
  const facts = await readFacts(client, ticketId, { after: 0, limit: 100_000 });
  const faults = [...judgePlaces(facts), ...judgeChanges(facts)];
  const differs = (what: string, found: unknown, told: unknown) => {
    if (!isDeepStrictEqual(found, told)) {
      faults.push(`${what} is ${JSON.stringify(found)}, by its facts it is ${JSON.stringify(told)}`);
    }
  };

  const { rows } = await client.query<TicketRow>(`SELECT ${ticketColumns} FROM ticket t WHERE id = $1`, [ticketId]);
  const [found] = rows;
  if (!found) return { facts, faults: ['there is no such ticket'] };
  // Whom the requester belongs to is no fact of the ticket.
  const { id, number, subject, organisationId: _ours, requesterFields: _theirs, ...row } = found;
  differs(`row of ${id} (#${String(number)})`, row, facts.reduce<Ticket | null>(foldTicket, null));

  const versions = facts.flatMap((fact) =>
    fact.type === 'created' ? [fact.policyVersionId] : fact.type === 'policy' ? [fact.to] : [],
  );
  const termsOf = await readTerms(client, versions);
  const clocks = foldFacts(facts.map((fact) => readTicketFact(fact, termsOf)));
  const { rows: sla } = await client.query('SELECT state, next_mark_at AS next FROM ticket_sla WHERE ticket_id = $1', [
    ticketId,
  ]);
  const [ahead] = upcoming(clocks);
  const next = ahead ? new Date(ahead.at) : null;
  differs('clocks', sla, [{ state: JSON.parse(JSON.stringify(clocks)) as unknown, next }]);

  const { rows: place } = await client.query(
    `SELECT (extract(epoch FROM nullif(clock_ends_at, 'infinity')) * 1000)::float8 AS "endsAt",
       (extract(epoch FROM nullif(clock_runs_out_at, 'infinity')) * 1000)::float8 AS "runsOutAt"
     FROM ticket WHERE id = $1`,
    [ticketId],
  );
  differs('place in the queue', place, [queuePlace(clocks)]);

  const { rows: texts } = await client.query(
    'SELECT subject FROM ticket_subject WHERE ticket_id = $1 ORDER BY seq DESC LIMIT 1',
    [ticketId],
  );
  differs('newest subject', texts, [{ subject }]);
  const { rows: fieldTexts } = await client.query(
    'SELECT seq FROM ticket_field_text WHERE ticket_id = $1 ORDER BY seq',
    [ticketId],
  );
  differs(
    'places of texts of fields',
    fieldTexts,
    facts.filter(isFieldText).map(({ seq }) => ({ seq })),
  );
  const { rows: engine } = await client.query('SELECT last_seq FROM ticket_engine WHERE ticket_id = $1', [ticketId]);
  differs('last_seq of the engine row', engine, [{ last_seq: facts.length }]);
  return { facts, faults };
}

const isFieldText = (fact: TicketFact) =>
  fact.type === 'field' && typeof fact.value === 'object' && fact.value !== null && 'isText' in fact.value;

function judgePlaces(facts: readonly TicketFact[]): string[] {
  const faults: string[] = [];
  facts.forEach(({ seq, at, revision }, index) => {
    const before = facts[index - 1];
    if (seq !== index + 1) faults.push(`fact ${String(index + 1)} has seq ${String(seq)}`);
    if (before && at < before.at) faults.push(`fact ${String(seq)} is before the one ahead of it`);
    const steps = revision - (before?.revision ?? 0);
    if (steps !== 1 && !(before && steps === 0)) faults.push(`fact ${String(seq)} has revision ${String(revision)}`);
  });
  return faults;
}

const FIELD = { status: 'status', priority: 'priority', team: 'teamId', assignee: 'assigneeId', policy: 'policyVersionId', requester: 'requesterId' } as const; // prettier-ignore

function judgeChanges(facts: readonly TicketFact[]): string[] {
  const faults: string[] = [];
  facts.reduce<Ticket | null>((ticket, fact) => {
    if (ticket && fact.type in FIELD) {
      const { type, seq, from } = fact as Extract<TicketFact, { type: keyof typeof FIELD }>;
      const was = ticket[FIELD[type]];
      if (was !== from)
        faults.push(`fact ${String(seq)} changes ${type} from ${String(from)}, but it was ${String(was)}`);
    }
    return foldTicket(ticket, fact);
  }, null);
  return faults;
}
