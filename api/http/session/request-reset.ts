import { requestPasswordReset, type ResetContext } from '#commands/people/request-password-reset';
import { resetPasswordRequest } from '#domain/contracts/session';
import { addressGroup } from '#process/address-group';
import { endpoint } from '../endpoint.ts';
import type { Limiter } from '../../limits/limiter.ts';

/** What asking for a new password reaches. */
export interface ResetDoor extends ResetContext {
  readonly limiter: Limiter;
  /** The origin of the UI, to which the link leads. */
  readonly uiOrigin: string;
}

/** POST /password-resets */
export const requestResetEndpoint = (door: ResetDoor) =>
  endpoint({
    method: 'post',
    path: '/password-resets',
    summary: 'Have a link mailed with which one chooses a new password',
    description:
      'The answer is the same whether or not there is such an account, and comes before anything is looked up. At most three ' +
      'in 15 minutes for one account.',
    body: resetPasswordRequest,
    status: 202,
    async handle({ body: { email } }, { caller, logger }) {
      await door.limiter.take('passwordResetsFromAddress', addressGroup(caller.address));
      await door.limiter.take('passwordResetsOfAccount', email);
      // Not waited for: how long it takes would tell whether somebody has this address.
      void requestPasswordReset(door, { email, origin: door.uiOrigin }).catch((error: unknown) => {
        logger.error({ err: error }, 'A link for a new password could not be mailed.');
      });
      return undefined;
    },
  });
