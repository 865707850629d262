import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '#commands/people/second-factor/set-up';
import type { SecondFactorContext } from '#commands/people/second-factor/second-factor-context';
import { Problem } from '#domain/contracts/problem';
import {
  beginSecondFactorRequest,
  begunSecondFactor,
  codeRequest,
  recoveryCodes,
  secondFactorView,
} from '#domain/contracts/session';
import type { OutboxRow } from '#store/outbox/outbox-row';
import { accounts } from '#store/people/accounts';
import { secondFactors } from '#store/people/second-factors';
import type { SessionActor } from '../../auth/read-session.ts';
import { endpoint, type Endpoint, type SignedInContext } from '../endpoint.ts';
import { passwordIsWrong } from './password-is-wrong.ts';
import type { SessionDoor } from './session-door.ts';

/** What these endpoints reach. */
export interface SecondFactorDoor extends SessionDoor {
  readonly deliverSoon: (rows: readonly OutboxRow[]) => void;
}

/** The endpoints of one's own authenticator app. Wrong codes and passwords are limited. */
export function secondFactorEndpoints(door: SecondFactorDoor): Endpoint[] {
  const { pool, box, passwords, deliverSoon, readSession, limitedProof, endSocketsOf } = door;
  const contextOf = ({ actor, caller, requestId }: SignedInContext<SessionActor>): SecondFactorContext => {
    const { staffId, name, email, sessionId, mustChangePassword } = actor.session;
    if (mustChangePassword) throw new Problem('password_change_required');
    const address = caller.address ?? null;
    return { pool, box, passwords, deliverSoon, staffId, name, email, sessionId, requestId, address };
  };
  const show = <Result>(context: SecondFactorContext, act: () => Promise<Result>) => limitedProof(context.staffId, act);
  const problems = ['wrong_second_factor', 'secret_unreadable', 'not_possible', 'password_change_required'] as const;
  return [
    endpoint({
      method: 'get',
      path: '/session/second-factor',
      summary: 'Whether one is asked for a code when one signs in',
      readActor: readSession,
      reply: secondFactorView,
      async handle(_, { actor: { id } }) {
        const isOn = await secondFactors.isOn(pool, id);
        const account = await accounts.find(pool, id);
        const asksForPassword = account !== null && account.passwordHash !== null;
        return { isOn, recoveryCodesLeft: await secondFactors.countCodes(pool, id), asksForPassword };
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/second-factor',
      summary: 'Begin to set up an authenticator app',
      description:
        'It counts once a code of it is shown. Asked again before that, another secret takes its place. Whoever has a password ' +
        'shows it: a wrong one is `password_wrong` at `/password`, and counts as a sign-in that failed.',
      readActor: readSession,
      body: beginSecondFactorRequest,
      reply: begunSecondFactor,
      problems: ['not_possible', 'password_change_required'],
      async handle({ body: { password } }, asked) {
        const context = contextOf(asked);
        const begin = () => beginSecondFactor(context, password);
        const { base32: secret, url } = await show(context, begin).catch(passwordIsWrong('/password'));
        return { secret, url };
      },
    }),
    endpoint({
      method: 'put',
      path: '/session/second-factor',
      summary: 'Show a first code of the app',
      description:
        'From now on signing in takes one. All other sessions end. The recovery codes are told this once. The owner is told by mail, ' +
        'as when the app is removed.',
      readActor: readSession,
      body: codeRequest,
      reply: recoveryCodes,
      problems: [...problems],
      async handle({ body: { code } }, asked) {
        const context = contextOf(asked);
        const codes = await show(context, () => confirmSecondFactor(context, code));
        endSocketsOf({ staffId: context.staffId, butSessionId: context.sessionId });
        return { codes: [...codes] };
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/second-factor/removal',
      summary: 'Be asked for no code any more',
      readActor: readSession,
      body: codeRequest,
      problems: [...problems],
      handle({ body: { code } }, asked) {
        const context = contextOf(asked);
        return show(context, () => removeSecondFactor(context, code));
      },
    }),
    endpoint({
      method: 'post',
      path: '/session/second-factor/recovery-codes',
      summary: 'New recovery codes instead of those there were',
      readActor: readSession,
      body: codeRequest,
      reply: recoveryCodes,
      problems: [...problems],
      async handle({ body: { code } }, asked) {
        const context = contextOf(asked);
        return { codes: [...(await show(context, () => renewRecoveryCodes(context, code)))] };
      },
    }),
  ];
}
