import type { Actor } from '#domain/permissions/actor';
import type { FactDraft } from '#domain/tickets/fact';
import type { Ticket } from '#domain/tickets/ticket';

/**
 * Facts with which a ticket's status is said already, or with which it leaves the queue; and acts on its flows, which are
 * no work on the ticket.
 */
const OPENS_NOTHING = new Set<FactDraft['type']>(['status', 'merged', 'spam', 'deleted', 'operation']);
/** Facts with which it comes back. A status that belongs to a return is written before it: the clocks go on under it. */
const RETURNS = new Set<FactDraft['type']>(['unmerged', 'not_spam', 'restored']);

/** The facts of a command, with what follows if it is the first act of somebody on the agent side: that opens a new ticket. */
export function withFirstAct(actor: Actor, { status }: Ticket, drafts: readonly FactDraft[]): readonly FactDraft[] {
  if (actor.kind !== 'staff' || status !== 'new' || drafts.some(({ type }) => OPENS_NOTHING.has(type))) return drafts;
  const opens = { type: 'status', from: 'new', to: 'open' } as const;
  return drafts.some(({ type }) => RETURNS.has(type)) ? [opens, ...drafts] : [...drafts, opens];
}
