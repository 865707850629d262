import { hashOfToken } from '#process/secret-token';
import { sessions } from '#store/people/sessions';
import { requireOrigin } from '../../auth/require-origin.ts';
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
    async handle(_, { caller }) {
      const hash = hashOfToken(cookie.read(caller.headers) ?? '');
      if (hash) {
        requireOrigin(caller);
        const sessionId = await sessions.endOfToken(pool, hash);
        if (sessionId !== null) endSocketsOf({ sessionId });
      }
      return new ReplyWithCookie(cookie.drop(), undefined);
    },
  });
