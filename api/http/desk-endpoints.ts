import { openMailFiles } from '#mail/files/mail-files';
import { engineUrl } from '#temporal/engine-url';
import { createTicketEngine } from '#temporal/ticket-engine';
import type { ApiDependencies } from '../api-dependencies.ts';
import { attachmentEndpoints } from './attachments/attachment-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { bulkEndpoints } from './bulk/bulk-endpoints.ts';
import { mailEndpoints } from './mail-desk/mail-endpoints.ts';
import { noticeEndpoints } from './notices/notice-endpoints.ts';
import type { TicketDoor } from './tickets/ticket-door.ts';
import { ticketEndpoints } from './tickets/ticket-endpoints.ts';

/** What people work with, over HTTP and over sockets alike. A noun adds one line here. */
export function deskEndpoints({ config, store, temporal, delivery, readers }: ApiDependencies): Endpoint[] {
  const { temporalUiUrl } = config;
  const door: TicketDoor = {
    pool: store.pool,
    deliverSoon: (rows) => delivery.deliverSoon(rows),
    engine: createTicketEngine(temporal),
    engineUrlOf: (ticketId) =>
      temporalUiUrl === undefined
        ? null
        : engineUrl({ ui: temporalUiUrl, namespace: config.temporal.namespace }, ticketId),
    readActor: readers.readActor,
  };
  return [
    ...ticketEndpoints(door),
    ...bulkEndpoints(door),
    ...mailEndpoints(door),
    ...noticeEndpoints(door),
    ...attachmentEndpoints({ ...door, files: openMailFiles(config.attachmentsDir) }),
  ];
}
