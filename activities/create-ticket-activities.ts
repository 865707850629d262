import { actForTicket } from '#commands/tickets/act-for-ticket';
import type { CommandContext } from '#commands/tickets/command-context';
import { operateTicket } from '#commands/tickets/operate-ticket';
import { recordSlaMarks } from '#commands/tickets/record-sla-marks';
import { saveTicketEngine } from '#commands/tickets/save-ticket-engine';
import { Problem } from '#domain/contracts/problem';
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
  return {
    async loadTicketNews(question) {
      const news = await loadTicketNews(pool, question);
      return news && { ...news, link: linkToTicket(frontendUrl, news.ticket.number) };
    },
    saveTicketEngine: (save) => saveTicketEngine(pool, save),
    actForTicket: (request) => actForTicket(context, request),
    recordSlaMarks: (ticketId) =>
      recordSlaMarks({ ...context, actor: { kind: 'engine' }, ownTicketId: ticketId }, { ticketId }),
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
