import { viewer, type Viewer } from '#domain/contracts/session';
import type { Call, CallApi } from './create-call-api.ts';

/** For whom this page was drawn, by which session. */
let known: Pick<Viewer, 'staffId' | 'csrfToken'> | null = null;

/** Note whose page this is, as the API said; null: nobody's. */
export function notePageOf(who: Viewer | null): void {
  known = who;
}

/** What says that a page of the session sends a call; nothing with calls that only ask. */
export const csrfHeader = (method: NonNullable<Call<unknown>['method']>): Readonly<Record<string, string>> =>
  known === null || method === 'GET' ? {} : { 'X-CSRF-Token': known.csrfToken };

/**
 * Ask which session the browser has by now: another tab may have signed in anew.
 *
 * @returns whether the page is still of the same person, so that a call that was refused may be sent again
 */
export async function renewPage(callApi: CallApi): Promise<boolean> {
  const before = known;
  const now = before && (await callApi({ path: '/session', reply: viewer }));
  if (now?.staffId !== before?.staffId || now?.csrfToken === before?.csrfToken) return false;
  known = now;
  return true;
}
