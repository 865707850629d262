import { choosePassword } from '#commands/people/choose-password';
import { Problem } from '#domain/contracts/problem';
import { choosePasswordRequest, viewer } from '#domain/contracts/session';
import { endpoint, ReplyWithCookie } from '../endpoint.ts';
import { ofLink } from './find-one-time-link.ts';
import { browserOf, type SessionDoor } from './session-door.ts';

/** POST /one-time-links/:token */
export const choosePasswordEndpoint = (door: SessionDoor) =>
  endpoint({
    method: 'post',
    path: '/one-time-links/:token',
    summary: 'Choose a password by a one-time link, and sign in',
    description:
      'Uses the link up, ends all sessions of its person and opens one here. What is wrong with a password is said at ' +
      '`/password`, as when changing it, and leaves the link good. Whoever has an authenticator app is told ' +
      '`second_factor_required` once the password is chosen: they sign in with both.',
    params: ofLink,
    body: choosePasswordRequest,
    reply: viewer,
    status: 201,
    problems: ['not_found', 'second_factor_required'],
    async handle({ params, body }, { caller, requestId }) {
      const input = { ...params, ...body, browser: browserOf(caller), requestId };
      const { staffId, opened } = await choosePassword(door, input);
      door.endSocketsOf({ staffId });
      if (!opened) throw new Problem('second_factor_required');
      return new ReplyWithCookie(door.cookie.keep(opened.token), opened.viewer);
    },
  });
