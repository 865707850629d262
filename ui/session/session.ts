import { viewer, type Viewer } from '#domain/contracts/session';
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { callApi } from '../shared/calls/call-api.ts';
import { CallFailed } from '../shared/calls/call-failed.ts';
import { reconnectNow } from '../shared/realtime.ts';

/** Whoever is signed in here; null: nobody. Asked once, and again when the window comes back after a while. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => findViewer(signal),
  staleTime: 5 * 60_000,
});

/** Note who is signed in, as a reply said. */
export function noteViewer(client: QueryClient, who: Viewer | null): void {
  client.setQueryData(sessionQuery.queryKey, who);
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
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  };
}

/** Whoever is signed in, where only those come who are. */
export function useViewer(): Viewer {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('Nobody is signed in here.');
  return data;
}

async function findViewer(signal: AbortSignal): Promise<Viewer | null> {
  try {
    return await callApi({ path: '/session', reply: viewer, signal });
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'unauthenticated') return null;
    throw error;
  }
}
