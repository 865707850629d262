import type { TicketFields } from '../fields/definition.ts';
import type { TicketFact } from './fact.ts';
import type { Ticket } from './ticket.ts';

/**
 * A ticket after one more fact. The row in the database is this fold, computed in the transaction that writes the fact.
 *
 * Pure. A type of fact it does not know (written by newer code) changes nothing but place and revision.
 *
 * @param ticket null before the first fact, which is `created`
 * @throws {Error} the first fact is another, which is a bug
 */
export function foldTicket(ticket: Ticket | null, fact: TicketFact): Ticket {
  const place = { revision: fact.revision, lastSeq: fact.seq, lastFactAt: fact.at };
  if (fact.type === 'created') return { ...open(fact), ...place };
  if (!ticket) throw new Error(`A ticket begins with "created", not with "${fact.type}".`);
  return { ...ticket, ...change(ticket, fact), ...place };
}

type Opening = Extract<TicketFact, { type: 'created' }>;

function open(fact: Opening) {
  return {
    status: fact.status,
    priority: fact.priority,
    teamId: fact.teamId,
    assigneeId: fact.assigneeId,
    requesterId: fact.requesterId,
    openedBy: fact.by,
    via: fact.via,
    tags: sorted(fact.tags),
    fields: {},
    policyVersionId: fact.policyVersionId,
    flowVersionIds: fact.flowVersionIds,
    isSpam: false,
    isDeleted: false,
    mergedIntoId: null,
    followUpOfId: fact.followUpOfId,
    lastMessageId: fact.messageId,
    resolvedAt: fact.status === 'resolved' ? fact.at : null,
    loopedAt: null,
    createdAt: fact.at,
  };
}

function change(ticket: Ticket, fact: Exclude<TicketFact, Opening>): Partial<Ticket> {
  switch (fact.type) {
    case 'message': {
      const isPersons = fact.public && !fact.auto && fact.by !== 'system';
      return isPersons ? { lastMessageId: fact.messageId } : {};
    }
    case 'unsent':
      return { lastMessageId: fact.lastMessageId };
    case 'status':
      return { status: fact.to, resolvedAt: fact.to === 'resolved' ? (ticket.resolvedAt ?? fact.at) : null };
    case 'priority':
      return { priority: fact.to };
    case 'team':
      return { teamId: fact.to };
    case 'assignee':
      return { assigneeId: fact.to };
    case 'requester':
      return { requesterId: fact.to };
    case 'tags':
      return { tags: sorted([...ticket.tags.filter((tag) => !fact.removed.includes(tag)), ...fact.added]) };
    case 'field':
      return { fields: withField(ticket.fields ?? {}, fact) };
    case 'policy':
      return { policyVersionId: fact.to };
    case 'flows':
      return { flowVersionIds: unique([...ticket.flowVersionIds, ...fact.added]) };
    case 'merged':
      return { mergedIntoId: fact.into };
    case 'unmerged':
      return { mergedIntoId: null };
    case 'spam':
      return { isSpam: true };
    case 'not_spam':
      return { isSpam: false };
    case 'deleted':
      return { isDeleted: true };
    case 'restored':
      return { isDeleted: false };
    case 'loop':
      return { loopedAt: ticket.loopedAt ?? fact.at };
    case 'operation':
      if (fact.act === 'migrate') return { flowVersionIds: migrated(ticket.flowVersionIds, fact) };
      return fact.act === 'retry' || fact.act === 'skip' ? { loopedAt: null } : {};
    default:
      return {};
  }
}

const unique = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) === at);

/** Versions a ticket is pinned to, after one took another's place. */
export const migrated = (
  versions: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): string[] => unique(versions.map((version) => (version === from ? to : version)));

/** By code unit, as PostgreSQL's "C" collation and every replay have it. */
const sorted = (values: readonly string[]): string[] => unique(values).sort();

/** An empty field is missing; of a text the place is kept. */
function withField(
  fields: TicketFields,
  { fieldId, value, seq }: Extract<TicketFact, { type: 'field' }>,
): TicketFields {
  const others = Object.fromEntries(Object.entries(fields).filter(([id]) => id !== fieldId));
  if (value === null) return others;
  return { ...others, [fieldId]: typeof value === 'object' && 'isText' in value ? { seq } : value };
}
