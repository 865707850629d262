import { Problem, type NewsItem } from '#domain/contracts/problem';
import { FIELD_OF, type FactType, type TicketFact, type TicketField } from '#domain/tickets/fact';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { readFactsSince } from '#store/tickets/read-facts-since';
import { readThreadSince } from '#store/tickets/read-thread-since';
import type { TicketWork } from './ticket-work.ts';

const TYPES = Object.keys(FIELD_OF) as FactType[];

/**
 * Refuse an edit of a field that somebody, whoever it was, changed after the revision its author saw. Other fields, warnings
 * and breaches make no edit stale. Who saw a ticket that is merged has not seen its survivor.
 *
 * @param revision what the author saw; undefined: they do not care
 * @throws {Problem} `stale` with the facts in between
 */
export async function requireUnchanged(
  { client, askedFor }: TicketWork,
  { row }: LockedTicket,
  field: TicketField,
  revision: number | undefined,
): Promise<void> {
  if (revision === undefined) return;
  const merged = askedFor(row.id);
  if (merged !== undefined) {
    const merges = await readFactsSince(client, merged, { revision: 0, types: ['merged'] });
    throw new Problem('stale', { news: merges.slice(-1).map(newsOf) });
  }
  if (revision >= row.revision) return;
  const types = TYPES.filter((type) => FIELD_OF[type] === field);
  const facts = await readFactsSince(client, row.id, { revision, types });
  if (facts.length > 0) throw new Problem('stale', { news: facts.map(newsOf) });
}

/**
 * Refuse a reply that does not know a person's newest public message, be it this ticket's or of one that was merged into it.
 *
 * @param lastMessageId the newest its writer saw; undefined: they do not care
 * @throws {Problem} `stale` with the messages since, `unknown_reference` if it is none of this ticket's thread
 */
export async function requireSeenMessages(
  { client }: TicketWork,
  { row }: LockedTicket,
  lastMessageId: string | undefined,
): Promise<void> {
  if (lastMessageId === undefined) return;
  const since = await readThreadSince(client, row.id, lastMessageId);
  if (!since) throw new Problem('unknown_reference', { detail: 'The last message is not one of this ticket.' });
  const unseen = since.filter(isPersons);
  if (unseen.length > 0) throw new Problem('stale', { news: unseen.map(newsOf) });
}

const isPersons = (fact: TicketFact): boolean =>
  fact.type === 'created' || (fact.type === 'message' && fact.public && !fact.auto && fact.by !== 'system');

const newsOf = (fact: TicketFact): NewsItem => ({
  seq: fact.seq,
  type: fact.type,
  at: new Date(fact.at).toISOString(),
  by: fact.cause.kind,
  ...('messageId' in fact && { messageId: fact.messageId }),
});
