import type {
  EffectAnswer,
  EffectRequest,
  EngineSave,
  NewsQuestion,
  RecordedMarks,
  SaveAnswer,
  TicketNews,
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
  actForTicket(request: EffectRequest): Promise<EffectAnswer>;
  recordSlaMarks(ticketId: string): Promise<RecordedMarks>;
  /** `seq` 0: the ticket was merged meanwhile and its survivor has the act. */
  operateTicket(ticketId: string, request: OperationRequest, key: string): Promise<OperationReply>;
}
