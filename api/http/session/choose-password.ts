import { choosePassword } from '#commands/people/choose-password';
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
      '`/password`, as when changing it, and leaves the link good.',
    params: ofLink,
    body: choosePasswordRequest,
    reply: viewer,
    status: 201,
    problems: ['not_found'],
    async handle({ params, body }, { caller }) {
      const opened = await choosePassword(door, { ...params, ...body, browser: browserOf(caller) });
      door.endSocketsOf({ staffId: opened.viewer.staffId });
      return new ReplyWithCookie(door.cookie.keep(opened.token), opened.viewer);
    },
  });
