import type { AdminContext } from '#commands/admin/admin-context';
import { makeProgramToken } from '#commands/people/programs/change-program-tokens';
import { madeApiToken, makeApiTokenRequest } from '#domain/contracts/api-token';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import { presentApiToken } from '#queries/present-api-token';
import { z } from 'zod';
import { adminContextOf } from '../admin-door.ts';
import { endpoint } from '../endpoint.ts';
import type { SessionDoor } from '../session/session-door.ts';

type Door = Pick<SessionDoor, 'readSession'> & Pick<AdminContext, 'pool' | 'deliverSoon'>;

/** POST /programs/:programId/tokens: for whoever has a session, so that no token makes tokens. */
export const makeProgramTokenEndpoint = ({ pool, deliverSoon, readSession }: Door) =>
  endpoint({
    method: 'post',
    path: '/programs/:programId/tokens',
    summary: 'Make a token of a program',
    description: 'The secret is told this once.',
    readActor: readSession,
    params: z.strictObject({ programId: anyCaseUuid }),
    body: makeApiTokenRequest,
    reply: madeApiToken,
    status: 201,
    problems: ['forbidden', 'not_found', 'not_possible', 'password_change_required'],
    async handle({ params, body }, context) {
      if (context.actor.session.mustChangePassword) throw new Problem('password_change_required');
      const asked = adminContextOf({ pool, deliverSoon, readActor: readSession }, context);
      const { token, secret } = await makeProgramToken(asked, { ...params, ...body });
      return { token: presentApiToken(token), secret };
    },
  });
