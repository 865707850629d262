import type { Viewer } from '#domain/contracts/session';
import { actorOf } from '../../session/actor-of.ts';
import { canWork } from '#domain/permissions/ticket';

/** Where a call or a visit is written down. */
export const newTicketPath = '/tickets/new';

/** Whether somebody may open tickets. */
export const mayOpenTickets = (viewer: Viewer) => canWork(actorOf(viewer));
