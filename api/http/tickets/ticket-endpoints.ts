import { openMailFiles } from '#mail/files/mail-files';
import { engineUrl } from '#temporal/engine-url';
import { createTicketEngine } from '#temporal/ticket-engine';
import type { ApiDependencies } from '../../api-dependencies.ts';
import { downloadAttachmentEndpoint } from '../attachments/download-attachment.ts';
import { uploadAttachmentEndpoint } from '../attachments/upload-attachment.ts';
import type { Endpoint } from '../endpoint.ts';
import { caughtMailEndpoints } from '../mail-desk/caught-mail.ts';
import { listMailEndpoints } from '../mail-desk/list-mail.ts';
import { retryMailEndpoint } from '../mail-desk/retry-mail.ts';
import { settleMailEndpoints } from '../mail-desk/settle-mail.ts';
import { customerEndpoints } from '../people/customer-endpoints.ts';
import { readDirectoryEndpoint } from '../people/read-directory.ts';
import { addMessageEndpoint } from './add-message.ts';
import { changeFieldEndpoints } from './change-field.ts';
import { countTicketsEndpoint } from './count-tickets.ts';
import { explainClocksEndpoint } from './explain-clocks.ts';
import { findTicketEndpoint } from './find-ticket.ts';
import { leaveQueueEndpoints } from './leave-queue.ts';
import { listTicketFactsEndpoint } from './list-ticket-facts.ts';
import { listTicketsEndpoint } from './list-tickets.ts';
import { openTicketEndpoint } from './open-ticket.ts';
import { operateTicketEndpoint } from './operate-ticket.ts';
import { readThreadEndpoint } from './read-thread.ts';
import { readTimelineEndpoint } from './read-timeline.ts';
import type { TicketDoor } from './ticket-door.ts';
import { undoReplyEndpoint } from './undo-reply.ts';

/** The endpoints of tickets, for whoever is signed in. */
export function ticketEndpoints({ config, store, temporal, delivery, readers }: ApiDependencies): Endpoint[] {
  const door: TicketDoor = {
    pool: store.pool,
    deliverSoon: (rows) => delivery.deliverSoon(rows),
    engine: createTicketEngine(temporal),
    engineUrlOf: (ticketId) =>
      config.temporalUiUrl === undefined
        ? null
        : engineUrl({ ui: config.temporalUiUrl, namespace: config.temporal.namespace }, ticketId),
    readActor: readers.readActor,
  };
  const files = { ...door, files: openMailFiles(config.attachmentsDir) };
  return [
    openTicketEndpoint(door),
    listTicketsEndpoint(door),
    countTicketsEndpoint(door),
    findTicketEndpoint(door),
    readThreadEndpoint(door),
    readTimelineEndpoint(door),
    explainClocksEndpoint(door),
    addMessageEndpoint(door),
    undoReplyEndpoint(door),
    ...changeFieldEndpoints(door),
    ...leaveQueueEndpoints(door),
    operateTicketEndpoint(door),
    listTicketFactsEndpoint(door),
    readDirectoryEndpoint(door),
    ...customerEndpoints(door),
    ...listMailEndpoints(door),
    retryMailEndpoint(door),
    ...settleMailEndpoints(door),
    ...caughtMailEndpoints(door),
    uploadAttachmentEndpoint(files),
    downloadAttachmentEndpoint(files),
  ];
}
