import type { TicketFact } from '../tickets/fact.ts';
import type { NoticeEvent } from './words.ts';

/** A ticket as whoever is told of it needs it: as all facts up to this one make it. */
export interface NoticedTicket {
  readonly assigneeId: string | null;
  /** Those in its team who are there; none if it is of no team. */
  readonly teamMemberIds: readonly string[];
  /** Who leads its team and is there. */
  readonly leadId: string | null;
  /** Who wrote the reply that a fact is about, if it is about one. */
  readonly replyBy: string | null;
}

/** Somebody who is to be told, and of what. */
export interface Told {
  readonly staffId: string;
  readonly event: NoticeEvent;
}

/**
 * Who is to be told of a fact: whose ticket it is, or while it is nobody's, its team; of a breach whoever leads the team,
 * besides. Nobody of their own acts. What flows
 * tell is not among these: they name whom they tell.
 */
export function toldOf(fact: TicketFact, ticket: NoticedTicket): readonly Told[] {
  const by = fact.cause.kind === 'person' ? fact.cause.id : null;
  return wouldBeTold(fact, ticket).filter(({ staffId }) => staffId !== by);
}

function wouldBeTold(fact: TicketFact, ticket: NoticedTicket): readonly Told[] {
  const { assigneeId, teamMemberIds, leadId, replyBy } = ticket;
  const keepers = assigneeId === null ? teamMemberIds : [assigneeId];
  const tell = (event: NoticeEvent, ids: readonly (string | null)[]) =>
    ids.flatMap((staffId) => (staffId === null ? [] : [{ staffId, event }]));
  switch (fact.type) {
    case 'created':
      return fact.assigneeId === null ? tell('new_in_team', teamMemberIds) : tell('assigned', [fact.assigneeId]);
    case 'assignee':
      return fact.to === null ? tell('new_in_team', keepers) : tell('assigned', [fact.to]);
    case 'team':
      return assigneeId === null && fact.to !== null ? tell('new_in_team', teamMemberIds) : [];
    case 'message':
      if (fact.by === 'customer') return fact.auto ? [] : tell('answered', keepers);
      return fact.by === 'agent' && !fact.public ? tell('noted', [assigneeId]) : [];
    case 'sla_warning':
      return tell('sla_warning', keepers);
    case 'sla_breached':
      return tell('sla_breached', [...new Set([...keepers, leadId])]);
    case 'delivery':
      return fact.outcome === 'failed' || fact.outcome === 'unknown' ? tell('not_delivered', [replyBy]) : [];
    default:
      return [];
  }
}
