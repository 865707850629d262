import { Problem } from '#domain/contracts/problem';
import type { TicketTimeline } from '#domain/contracts/ticket-timeline';
import type { Actor } from '#domain/permissions/actor';
import { canSee } from '#domain/permissions/ticket';
import type { Queryable } from '#store/queryable';
import { readTicket } from '#store/tickets/read-ticket';
import { readTimeline, type TimelineEntry, type TimelinePlace } from '#store/tickets/read-timeline';
import { nameTimeline } from './name-timeline.ts';
import { presentFact } from './present-fact.ts';
import { refuseCursor } from './refuse-cursor.ts';

/** Which entries: the newest, or the newest before a page that is there already. */
export interface EntriesWanted {
  readonly ticketId: string;
  readonly before?: string | undefined;
  readonly limit: number;
}

/**
 * What happened to a ticket and what its flows did, in order of time, with the names of all that it speaks of. For the agent
 * side: facts tell of notes and of colleagues.
 *
 * @throws {Problem} `not_found`, `forbidden` (its requester), `invalid_request` (a cursor that is none)
 */
export async function readTicketTimeline(
  client: Queryable,
  viewer: Actor,
  { ticketId, before, limit }: EntriesWanted,
): Promise<TicketTimeline> {
  const ticket = await readTicket(client, ticketId);
  if (!ticket || !canSee(viewer, ticket)) throw new Problem('not_found');
  if (viewer.kind === 'customer') throw new Problem('forbidden');
  const place = before === undefined ? null : readPlace(before);
  const read = await readTimeline(client, ticketId, { before: place, limit: limit + 1 });
  const page = read.slice(-limit);
  const [first] = page;
  const entries = page.map(presentEntry);
  return {
    entries,
    names: await nameTimeline(client, entries),
    before: first && read.length > limit ? writePlace(first) : null,
  };
}

const presentEntry = (entry: TimelineEntry): TicketTimeline['entries'][number] =>
  entry.kind === 'fact'
    ? { kind: 'fact', ...presentFact(entry.fact), subject: entry.subject }
    : { kind: 'step', id: entry.number, at: new Date(entry.at).toISOString(), step: { ...entry.step } };

const writePlace = ({ at, kind, number }: TimelinePlace) => [at, kind, number].join('.');

function readPlace(cursor: string): TimelinePlace {
  const [, at, kind, number] = /^(\d{1,14})\.(fact|step)\.(\d{1,15})$/.exec(cursor) ?? [];
  if (kind !== 'fact' && kind !== 'step') refuseCursor('/before');
  return { at: Number(at), kind, number: Number(number) };
}
