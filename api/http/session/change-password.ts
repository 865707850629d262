import { changePassword } from '#commands/people/change-password';
import { Problem } from '#domain/contracts/problem';
import { changePasswordRequest, viewer } from '#domain/contracts/session';
import { presentViewer } from '#queries/present-viewer';
import { endpoint } from '../endpoint.ts';
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
      '`/current` count as sign-ins that failed.',
    readActor: door.readSession,
    body: changePasswordRequest,
    reply: viewer,
    async handle({ body }, { actor, caller: { address } }) {
      const { session } = actor;
      const { staffId, sessionId, email } = session;
      const input = { staffId, sessionId, current: body.current, next: body.new };
      await door.limited({ email, address }, () => changePassword(door, input)).catch(tellOfField);
      door.endSocketsOf({ staffId, butSessionId: sessionId });
      return presentViewer({ ...session, mustChangePassword: false });
    },
  });

/** Whoever asks is signed in, so the password that is wrong is a field among others, not a reason to sign in again. */
function tellOfField(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'wrong_credentials') throw error;
  const message = 'is not your password';
  throw new Problem('invalid_request', {
    errors: [{ in: 'body', pointer: '/current', code: 'password_wrong', message }],
  });
}
