import { viewer, type Viewer } from '#domain/contracts/session';
import type { Call, CallApi } from './call.ts';
import { CallFailed } from './call-failed.ts';

/** For whom a page was drawn, by which session. */
export type PageOf = Pick<Viewer, 'staffId' | 'csrfToken'> | null;

let page: PageOf = null;
let tell: (who: Viewer | null) => void = notePageOf;

/** Note whose page this is, as the API said; null: nobody's. */
export function notePageOf(who: Viewer | null): void {
  page = who;
}

/** Hear who is signed in, when a call that was refused had to ask: whoever hears it notes it. */
export function onPageRenewed(hear: (who: Viewer | null) => void): void {
  tell = hear;
}

/** Whether somebody else is signed in than whom this page was drawn for: they signed in in another tab. */
export const isOfAnother = (who: Viewer): boolean => page !== null && page.staffId !== who.staffId;

/** Draw the page anew, for whoever is signed in by now. What was still being done in it, in the name of somebody else, ends. */
export const drawAnew = (): void => globalThis.location.reload();

/** What says that a page of a session sends a call; nothing with calls that only ask. */
export const csrfHeader = (
  sender: PageOf,
  method: NonNullable<Call<unknown>['method']>,
): Readonly<Record<string, string>> =>
  sender === null || method === 'GET' ? {} : { 'X-CSRF-Token': sender.csrfToken };

/**
 * Send something as this page. What is refused because the same person signed in anew, in another tab, is sent once more as
 * a page of that session: nothing was done. If somebody else did, the page is drawn anew.
 *
 * @param send as whom it was begun, again as whom it goes on
 */
export async function sendAsPage<T>(callApi: CallApi, send: (sender: PageOf) => Promise<T>): Promise<T> {
  const sender = page;
  try {
    return await send(sender);
  } catch (error) {
    if (!(error instanceof CallFailed) || error.code !== 'stale_session' || sender === null) throw error;
    // Another call may have found out meanwhile.
    if (page?.csrfToken === sender.csrfToken) await renewPage(callApi);
    if (page?.staffId !== sender.staffId || page.csrfToken === sender.csrfToken) throw error;
    return send(page);
  }
}

/** Ask which session the browser has by now. What gives no answer changes nothing. */
async function renewPage(callApi: CallApi): Promise<void> {
  try {
    const who = await callApi({ path: '/session', reply: viewer });
    if (isOfAnother(who)) drawAnew();
    else tell(who);
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'unauthenticated') tell(null);
  }
}
