import type { Actor } from './actor.ts';
import { has } from './permission.ts';

/** Mail that came in, and that of ours about no ticket, without its text. */
export const canSeeAllMail = (actor: Actor): boolean => actor.kind === 'staff' && has(actor, 'mail.see_all');

/** What the catcher took: among it are links by which anybody becomes the colleague they were sent to. */
export const canSeeCaughtMail = (actor: Actor): boolean => actor.kind === 'staff' && has(actor, 'mail.see_caught');
