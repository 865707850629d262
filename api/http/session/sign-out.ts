import { hashOfToken } from '#process/secret-token';
import { sessions } from '#store/people/sessions';
import { requireOwnPage } from '../../auth/require-own-page.ts';
import { endpoint, ReplyWithCookie } from '../endpoint.ts';
import type { SessionDoor } from './session-door.ts';

/** DELETE /session */
export const signOutEndpoint = ({ pool, cookie, endSocketsOf }: SessionDoor) =>
  endpoint({
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
    description: 'Ends the session, if there still is one, and has the browser drop its cookie.',
    // Whoever shares their address with many gets out all the same.
    isCounted: false,
    problems: ['stale_session'],
    async handle(_, { caller }) {
      const token = cookie.read(caller.headers) ?? '';
      const hash = hashOfToken(token);
      const session = hash && (await sessions.findOpen(pool, hash));
      if (session) {
        requireOwnPage(caller, { token, staffId: session.staffId });
        await sessions.endOfToken(pool, hash);
        endSocketsOf({ sessionId: session.sessionId });
      }
      return new ReplyWithCookie(cookie.drop(), undefined);
    },
  });
