import type { Viewer } from '#domain/contracts/session';
import { csrfTokenOf } from '#process/csrf-token';
import { newSecretToken } from '#process/secret-token';
import { presentViewer } from '#queries/present-viewer';
import { sessions, type Browser } from '#store/people/sessions';
import type { PoolClient } from 'pg';

/** A session that was just opened: what its browser keeps, and who is signed in. */
export interface OpenedSession {
  readonly token: string;
  readonly viewer: Viewer;
}

/**
 * Open a session for somebody, in the transaction that holds their account. Its token is always a new one: what a browser
 * had before says nothing about who signs in now.
 *
 * @param providerId by whom they sign in, if not by a password
 */
export async function openSession(
  client: PoolClient,
  staffId: string,
  browser: Browser,
  providerId: string | null = null,
): Promise<OpenedSession> {
  const { token, hash } = newSecretToken();
  await sessions.start(client, { ...browser, staffId, providerId, tokenHash: hash });
  const session = await sessions.findOpen(client, hash);
  if (!session) throw new Error('A session that was just opened is not there.');
  return { token, viewer: presentViewer(session, csrfTokenOf(token)) };
}
