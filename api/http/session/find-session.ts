import { viewer } from '#domain/contracts/session';
import { presentViewer } from '#queries/present-viewer';
import { endpoint } from '../endpoint.ts';
import type { SessionDoor } from './session-door.ts';

/** GET /session */
export const findSessionEndpoint = ({ readSession }: SessionDoor) =>
  endpoint({
    method: 'get',
    path: '/session',
    summary: 'Who is signed in',
    description: 'Answers also while the password must be changed first.',
    readActor: readSession,
    reply: viewer,
    handle: (_, { actor }) => presentViewer(actor.session, actor.csrfToken),
  });
