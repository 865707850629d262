import type { Actor } from '#domain/permissions/actor';
import type { FactDraft } from '#domain/tickets/fact';
import type { Ticket } from '#domain/tickets/ticket';

/** Facts with which a ticket's status is said already, or with which it leaves the queue. */
const SAYS_STATUS = new Set<FactDraft['type']>(['status', 'merged', 'spam', 'deleted']);

/** The first act of somebody on the agent side opens a new ticket. */
export function draftsOfFirstAct(actor: Actor, { status }: Ticket, drafts: readonly FactDraft[]): FactDraft[] {
  if (actor.kind !== 'staff' || status !== 'new' || drafts.some(({ type }) => SAYS_STATUS.has(type))) return [];
  return [{ type: 'status', from: 'new', to: 'open' }];
}
