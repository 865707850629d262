import { endApiToken } from '#commands/people/tokens/end-api-token';
import { makeApiToken } from '#commands/people/tokens/make-api-token';
import { apiTokenList, madeApiToken, makeApiTokenRequest } from '#domain/contracts/api-token';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import { presentApiToken } from '#queries/present-api-token';
import { apiTokens } from '#store/people/api-tokens';
import { z } from 'zod';
import type { SessionActor } from '../../auth/read-session.ts';
import { endpoint, type Endpoint, type SignedInContext } from '../endpoint.ts';
import type { SessionDoor } from './session-door.ts';

/** GET and POST /session/tokens, DELETE /session/tokens/:tokenId: for whoever has a session, so that no token makes tokens. */
export const tokenEndpoints = ({ pool, readSession }: SessionDoor): Endpoint[] => {
  const contextOf = ({ actor, caller, requestId }: SignedInContext<SessionActor>) => {
    if (actor.session.mustChangePassword) throw new Problem('password_change_required');
    return { pool, actor, requestId, address: caller.address ?? null };
  };
  return [
    endpoint({
      method: 'get',
      path: '/session/tokens',
      summary: 'One’s own API tokens',
      readActor: readSession,
      reply: apiTokenList,
      async handle(_, { actor: { id } }) {
        return { tokens: (await apiTokens.listOf(pool, id)).map((token) => presentApiToken(token)) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/tokens',
      summary: 'Make an API token',
      description:
        'A program that sends it as `Authorization: Bearer …` is let in as its owner, with no more permissions than are named, and only to read unless `mayWrite`. The secret is told this once.',
      readActor: readSession,
      body: makeApiTokenRequest,
      reply: madeApiToken,
      status: 201,
      problems: ['not_possible', 'password_change_required'],
      async handle({ body }, context) {
        const { token, secret } = await makeApiToken(contextOf(context), body);
        return { token: presentApiToken(token), secret };
      },
    }),
    endpoint({
      method: 'delete',
      path: '/session/tokens/:tokenId',
      summary: 'End an API token',
      readActor: readSession,
      params: z.strictObject({ tokenId: anyCaseUuid }),
      problems: ['not_found', 'password_change_required'],
      handle: ({ params: { tokenId } }, context) => endApiToken(contextOf(context), tokenId),
    }),
  ];
};
