import type {
  EffectAnswer,
  EffectRequest,
  EngineSave,
  NewsQuestion,
  RecordedMarks,
  SaveAnswer,
  TicketNews,
  WithNews,
} from '#domain/tickets/engine/exchange';
import type { OperationReply, OperationRequest } from './ticket.messages.ts';

/**
 * What a ticket's workflow asks of the outside world: short acts on PostgreSQL, run as local activities with one attempt.
 * Each may be repeated without harm.
 */
export interface TicketActivities {
  /** null: there is no such ticket. */
  loadTicketNews(question: NewsQuestion): Promise<TicketNews | null>;
  saveTicketEngine(save: EngineSave): Promise<SaveAnswer>;
  /** `question`: what the workflow would ask if it looked now, as below. */
  actForTicket(request: EffectRequest, question: NewsQuestion): Promise<WithNews<EffectAnswer>>;
  recordSlaMarks(ticketId: string, question: NewsQuestion): Promise<WithNews<RecordedMarks>>;
  /** `seq` 0: the ticket was merged meanwhile and its survivor has the act. */
  operateTicket(ticketId: string, request: OperationRequest, key: string): Promise<OperationReply>;
}
