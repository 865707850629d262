import type { FactList } from '#domain/contracts/ticket';
import type { TicketFact } from '#domain/tickets/fact';

/** A fact as callers see it. */
export const presentFact = ({
  seq,
  at,
  revision,
  type,
  cause,
  depth,
  ...data
}: TicketFact): FactList['facts'][number] => ({
  ...{ seq, at: new Date(at).toISOString(), revision, type, data, cause: { ...cause }, depth },
});
