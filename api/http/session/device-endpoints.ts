import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import { deviceList } from '#domain/contracts/session';
import { sessions } from '#store/people/sessions';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../endpoint.ts';
import type { SessionDoor } from './session-door.ts';

const text = (at: number) => new Date(at).toISOString();

/** GET and DELETE /session/devices, DELETE /session/devices/:sessionId */
export const deviceEndpoints = ({ pool, readSession, endSocketsOf }: SessionDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/session/devices',
    summary: 'Where one is signed in',
    readActor: readSession,
    reply: deviceList,
    async handle(_, { actor: { id: staffId, session } }) {
      const open = await sessions.listOf(pool, staffId);
      const devices = open.map(({ id, userAgent, address, createdAt, lastSeenAt }) => ({
        ...{ id, isThis: id === session.sessionId, userAgent, address },
        ...{ signedInAt: text(createdAt), lastSeenAt: text(lastSeenAt) },
      }));
      return { devices };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/session/devices',
    summary: 'Sign out everywhere else',
    readActor: readSession,
    async handle(_, { actor: { id: staffId, session } }) {
      await sessions.endAllOf(pool, staffId, session.sessionId);
      endSocketsOf({ staffId, butSessionId: session.sessionId });
      return undefined;
    },
  }),
  endpoint({
    method: 'delete',
    path: '/session/devices/:sessionId',
    summary: 'Sign out in one browser',
    description: 'One’s own: somebody else’s is not found.',
    readActor: readSession,
    params: z.strictObject({ sessionId: anyCaseUuid }),
    problems: ['not_found'],
    async handle({ params: { sessionId } }, { actor: { id: staffId } }) {
      if (!(await sessions.endOne(pool, staffId, sessionId))) throw new Problem('not_found');
      endSocketsOf({ sessionId });
      return undefined;
    },
  }),
];
