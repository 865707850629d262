import type { Viewer } from '#domain/contracts/session';
import { canWork } from '#domain/permissions/ticket';

/** Where a call or a visit is written down. */
export const newTicketPath = '/tickets/new';

/** Whether somebody may open tickets. */
export const mayOpenTickets = ({ staffId, role, teamIds }: Viewer) =>
  canWork({ kind: 'staff', id: staffId, role, teamIds });
