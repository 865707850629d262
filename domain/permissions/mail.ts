import type { Actor } from './actor.ts';

/** Mail that came in, mail about no ticket, and what the catcher took are for supervisors and admins. */
export const canSeeAllMail = (actor: Actor): boolean =>
  actor.kind === 'staff' && (actor.role === 'admin' || actor.role === 'supervisor');
