import { viewer, type Viewer } from '#domain/contracts/session';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { callApi } from '../shared/calls/call-api.ts';
import { CallFailed } from '../shared/calls/call-failed.ts';
import { drawAnew, isOfAnother, notePageOf, onPageRenewed } from '../shared/calls/page-session.ts';
import { reconnectNow } from '../shared/realtime.ts';

/** Whoever is signed in here; null: nobody. Asked once, and again when the window comes back after a while. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal, client }) => {
    const who = await findViewer(signal);
    // Drawn anew, it begins with them; nothing that the one before had begun goes on in their name.
    if (who !== null && isOfAnother(who)) {
      drawAnew();
      return client.getQueryData<Viewer | null>(['session']) ?? null;
    }
    keepForOne(client, who);
    return who;
  },
  staleTime: 5 * 60_000,
});

/** Whose answers a page keeps. */
const keptFor = new WeakMap<QueryClient, string>();

/** Whoever comes after somebody else sees nothing of what that one was answered, not even for a moment. */
function keepForOne(client: QueryClient, who: Viewer | null): void {
  notePageOf(who);
  if (who === null) return;
  const before = keptFor.get(client);
  if (before !== undefined && before !== who.staffId) forgetAnswers(client);
  keptFor.set(client, who.staffId);
}

const forgetAnswers = (client: QueryClient) =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });

/** Note who is signed in, as a reply said. */
export function noteViewer(client: QueryClient, who: Viewer | null): void {
  keepForOne(client, who);
  client.setQueryData(sessionQuery.queryKey, who);
}

/** Note who is signed in whenever a call had to find out. */
export function followPage(client: QueryClient): void {
  onPageRenewed((who) => noteViewer(client, who));
}

/** What a failure anywhere tells of the session: that it ended, or that it is shut until the password is changed. */
export function noteFailure(client: QueryClient, { code }: CallFailed): void {
  const known = client.getQueryData(sessionQuery.queryKey);
  if (code === 'unauthenticated') noteViewer(client, null);
  if (code === 'password_change_required' && known) noteViewer(client, { ...known, mustChangePassword: true });
}

/** Sign out here: the session ends, and this page forgets what it knew. @throws {CallFailed} the session goes on */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await callApi({ method: 'DELETE', path: '/session', reply: null });
    noteViewer(client, null);
    reconnectNow();
    forgetAnswers(client);
  };
}

/**
 * For whom the pages inside are drawn. They do not ask the session themselves: when it ends, a part that is just being drawn
 * would find nobody there a moment before the door is shut.
 */
export const ViewerOfPages = createContext<Viewer | null>(null);

/** Whoever is signed in, where only those come who are. */
export function useViewer(): Viewer {
  const who = use(ViewerOfPages);
  if (who === null) throw new Error('Nobody is signed in here.');
  return who;
}

async function findViewer(signal: AbortSignal): Promise<Viewer | null> {
  try {
    return await callApi({ path: '/session', reply: viewer, signal });
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'unauthenticated') return null;
    throw error;
  }
}
