import { selfChecks } from '#store/self-check';
import { tellBrowsers, type SelfCheckContext } from './self-check-context.ts';

/** The length of the self-check's timer. */
const seconds = 1;

/**
 * Decide when the timer of a self-check is due: a second from now. Safe to repeat: the first instant stays.
 *
 * @returns that instant; null when the self-check was deleted
 */
export async function scheduleSelfCheckTimer(context: SelfCheckContext, id: string): Promise<Date | null> {
  const row = await selfChecks.scheduleTimer(context.pool, id, seconds);
  tellBrowsers(context, row);
  return row?.timerDueAt ?? null;
}
