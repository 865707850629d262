import { signIn } from '#commands/people/sign-in';
import { signInRequest, viewer } from '#domain/contracts/session';
import { endpoint, ReplyWithCookie } from '../endpoint.ts';
import { browserOf, type SessionDoor } from './session-door.ts';

/** POST /session */
export const signInEndpoint = (door: SessionDoor) =>
  endpoint({
    method: 'post',
    path: '/session',
    summary: 'Sign in',
    description:
      'Sets the cookie of a new session; one the browser had before ends. Five tries that fail in 15 minutes, for one ' +
      'account or from one address (IPv6: from one /64), and further ones are refused with `Retry-After`, right or wrong. ' +
      'An account with an authenticator app is refused with `second_factor_required` if only its password was right: ask ' +
      'again with a `code` besides.',
    body: signInRequest,
    reply: viewer,
    status: 201,
    problems: ['wrong_credentials', 'second_factor_required', 'wrong_second_factor', 'secret_unreadable'],
    async handle({ body }, { caller }) {
      const { address, headers } = caller;
      const input = { ...body, browser: browserOf(caller), replaces: door.cookie.read(headers) };
      const opened = await door.limited({ email: body.email, address }, () => signIn(door, input));
      return new ReplyWithCookie(door.cookie.keep(opened.token), opened.viewer);
    },
  });
