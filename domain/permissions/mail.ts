import type { Actor } from './actor.ts';

/** Mail that came in, and that of ours about no ticket, without its text, are for supervisors and admins. */
export const canSeeAllMail = (actor: Actor): boolean =>
  actor.kind === 'staff' && (actor.role === 'admin' || actor.role === 'supervisor');

/** What the catcher took is for admins: among it are links by which anybody becomes the colleague they were sent to. */
export const canSeeCaughtMail = (actor: Actor): boolean => actor.kind === 'staff' && actor.role === 'admin';
