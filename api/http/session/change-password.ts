import { changePassword } from '#commands/people/change-password';
import { changePasswordRequest, viewer } from '#domain/contracts/session';
import { presentViewer } from '#queries/present-viewer';
import { endpoint } from '../endpoint.ts';
import { passwordIsWrong } from './password-is-wrong.ts';
import type { SessionDoor } from './session-door.ts';

/** PUT /session/password */
export const changePasswordEndpoint = (door: SessionDoor) =>
  endpoint({
    method: 'put',
    path: '/session/password',
    summary: 'Change one’s own password',
    description:
      'The new one has at least 10 characters and is neither the e-mail address nor the one before. All other sessions of ' +
      'the person end. What is wrong is said by field: `password_wrong` at `/current`; `password_too_short`, ' +
      '`password_too_long`, `password_is_address`, `password_is_old`, `password_well_known` at `/new`. Wrong ones at ' +
      '`/current` are limited: five in 15 minutes.',
    readActor: door.readSession,
    body: changePasswordRequest,
    reply: viewer,
    problems: ['not_possible'],
    async handle({ body }, { actor, caller: { address }, requestId }) {
      const { session, csrfToken } = actor;
      const { staffId, sessionId } = session;
      const input = { staffId, sessionId, current: body.current, next: body.new, address: address ?? null, requestId };
      await door.limitedProof(staffId, () => changePassword(door, input)).catch(passwordIsWrong('/current'));
      door.endSocketsOf({ staffId, butSessionId: sessionId });
      return presentViewer({ ...session, mustChangePassword: false }, csrfToken);
    },
  });
