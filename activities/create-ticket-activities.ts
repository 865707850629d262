import { actForTicket } from '#commands/tickets/act-for-ticket';
import type { CommandContext } from '#commands/tickets/command-context';
import { operateTicket } from '#commands/tickets/operate-ticket';
import { recordSlaMarks } from '#commands/tickets/record-sla-marks';
import { saveTicketEngine } from '#commands/tickets/save-ticket-engine';
import { Problem } from '#domain/contracts/problem';
import type { NewsQuestion, TicketNews, WithNews } from '#domain/tickets/engine/exchange';
import { linkToTicket } from '#domain/tickets/link-to-ticket';
import { loadTicketNews } from '#queries/engine/load-ticket-news';
import { staff } from '#store/people/staff';
import type { TicketActivities } from '#workflows/ticket/ticket.ports';
import { ApplicationFailure } from '@temporalio/common';

/** What the activities of a ticket's workflow reach. */
export interface TicketPorts extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  /** Where links lead: the origin of the page. */
  readonly frontendUrl: string;
}

/** The activities of the ticket workflow: each is one command or one query, short, and safe to repeat. */
export function createTicketActivities(ports: TicketPorts): TicketActivities {
  const { frontendUrl, ...context } = ports;
  const { pool } = context;

  async function load(question: NewsQuestion): Promise<TicketNews | null> {
    const news = await loadTicketNews(pool, question);
    return news && { ...news, link: linkToTicket(frontendUrl, news.ticket.number) };
  }

  /** What is done is done: if its news cannot be had now, the workflow asks for it, and waits as it does for all else. */
  async function withNews<Answer extends object>(answer: Answer, question: NewsQuestion): Promise<WithNews<Answer>> {
    const news = await load(question).catch(() => null);
    return news ? { ...answer, news } : answer;
  }

  return {
    loadTicketNews: load,
    saveTicketEngine: (save) => saveTicketEngine(pool, save),
    async actForTicket(request, question) {
      const answer = await actForTicket(context, request);
      const isNews = answer.kind === 'done' && answer.seq > request.engine.state.seenSeq;
      return isNews ? withNews(answer, question) : answer;
    },
    async recordSlaMarks(ticketId, question) {
      const asEngine = { ...context, actor: { kind: 'engine' }, ownTicketId: ticketId } as const;
      return withNews(await recordSlaMarks(asEngine, { ticketId }), question);
    },
    async operateTicket(ticketId, { operation, staffId }, key) {
      const actor = await staff.findActor(pool, staffId);
      if (!actor) throw refusal('forbidden', 'There is nobody active with this id.');
      const asked = { ...context, actor, ownTicketId: ticketId, idempotencyKey: key };
      try {
        const receipt = await operateTicket(asked, { ticketId, operation });
        // Merged meanwhile: the survivor has the act, and its own workflow is told. This one has nothing to wait for.
        return { seq: receipt.ticketId === ticketId ? receipt.seq : 0 };
      } catch (error) {
        if (error instanceof Problem) throw refusal(error.code, error.message);
        throw error;
      }
    },
  };
}

/** A problem as the caller of an update gets it: the code is the failure's only detail. */
const refusal = (code: string, message: string) =>
  ApplicationFailure.create({
    message,
    type: 'OperationRefused',
    details: [code],
    nonRetryable: true,
    category: 'BENIGN',
  });
