import { startDeliveriesRole } from './deliveries-role.ts';
import { startJobsRole } from './jobs-role.ts';
import { startMailRole } from './mail-role.ts';
import { startRelayRole } from './relay-role.ts';
import type { RunningRole, WorkerParts } from './role.ts';
import { startTicketsRole } from './tickets-role.ts';

/** Every role a worker process can have. Each starts at once and waits by itself for servers that are away. */
export const roles = {
  tickets: startTicketsRole,
  deliveries: startDeliveriesRole,
  jobs: startJobsRole,
  mail: startMailRole,
  relay: startRelayRole,
} as const satisfies Record<string, (parts: WorkerParts) => RunningRole>;

/** The name of one. */
export type RoleName = keyof typeof roles;
/** The names of all roles. */
export const roleNames = Object.keys(roles) as RoleName[];
