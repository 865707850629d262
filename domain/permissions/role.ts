import { PERMISSIONS, type Permission } from './permission.ts';

/** What the roles that are there from the first start allow. Others are made by administrators. */
export const READY_MADE_ROLES = {
  admin: PERMISSIONS,
  supervisor: ['ticket.see_all', 'ticket.work', 'ticket.delete', 'ticket.operate', 'mail.see_all', 'customer.manage'],
  agent: ['ticket.work'],
  light_agent: [],
} as const satisfies Record<string, readonly Permission[]>;
/** The code of a role that is there from the first start. */
export type ReadyMadeRole = keyof typeof READY_MADE_ROLES;
