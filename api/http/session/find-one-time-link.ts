import { oneTimeLinkView } from '#domain/contracts/session';
import { findOneTimeLink } from '#queries/find-one-time-link';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import type { SessionDoor } from './session-door.ts';

/** The place of a one-time link in a path. A token that nobody made is one that is not there. */
export const ofLink = z.strictObject({ token: z.string().max(200) });

/** GET /one-time-links/:token */
export const findOneTimeLinkEndpoint = ({ pool }: SessionDoor) =>
  endpoint({
    method: 'get',
    path: '/one-time-links/:token',
    summary: 'Whether a one-time link is still good, and whose it is',
    params: ofLink,
    reply: oneTimeLinkView,
    problems: ['not_found'],
    handle: ({ params }) => findOneTimeLink(pool, params.token),
  });
