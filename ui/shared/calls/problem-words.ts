import type { ProblemReason } from '#domain/contracts/problem';
import type { TFunction } from 'i18next';
import { problem } from '../../catalogue/problem.ts';
import type { CallFailed, FailureCode } from './call-failed.ts';

/** Codes that have words of their own. */
type Said = Extract<
  FailureCode,
  | 'unreachable'
  | 'unreadable'
  | 'unauthenticated'
  | 'stale_session'
  | 'password_change_required'
  | 'wrong_credentials'
  | 'second_factor_required'
  | 'wrong_second_factor'
  | 'too_many_requests'
  | 'forbidden'
  | 'not_found'
  | 'stale'
  | 'invalid_request'
  | 'body_too_large'
  | 'secret_unreadable'
  | 'store_unavailable'
  | 'engine_unavailable'
  | 'starting'
  | 'shutting_down'
  | 'internal'
>;

/** Who has to look: `ours` is told with the number under which it is logged. */
const said: Record<Said, 'ours' | 'theirs'> = {
  unreachable: 'ours',
  unreadable: 'ours',
  unauthenticated: 'theirs',
  stale_session: 'theirs',
  password_change_required: 'theirs',
  wrong_credentials: 'theirs',
  second_factor_required: 'theirs',
  wrong_second_factor: 'theirs',
  too_many_requests: 'theirs',
  forbidden: 'theirs',
  not_found: 'theirs',
  stale: 'theirs',
  invalid_request: 'ours',
  body_too_large: 'theirs',
  secret_unreadable: 'ours',
  store_unavailable: 'ours',
  engine_unavailable: 'ours',
  starting: 'theirs',
  shutting_down: 'theirs',
  internal: 'ours',
};

/** Why a call failed, in the page's language; for what is rare, in the API's own words. With its number where we have to look. */
export function problemWords({ code, message, details }: CallFailed, t: TFunction): string {
  const { reason, errors = [] } = details;
  if (isReason(reason)) return t(`problem.reason.${reason}`);
  const why = isSaid(code) ? t(`problem.why.${code}`) : message;
  // What is wrong with a field is theirs who filled it in.
  const isTheirs = (isSaid(code) && said[code] === 'theirs') || errors.some(({ in: place }) => place === 'body');
  return details.requestId === undefined || isTheirs
    ? why
    : `${why} ${t('problem.request', { id: details.requestId })}`;
}

/** Every reason has words. */
const reasons: Readonly<Record<ProblemReason, string>> = problem.en.reason;
const isReason = (reason: string | undefined): reason is ProblemReason =>
  reason !== undefined && Object.hasOwn(reasons, reason);
const isSaid = (code: FailureCode): code is Said => Object.hasOwn(said, code);
