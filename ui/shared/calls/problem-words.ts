import type { TFunction } from 'i18next';
import type { CallFailed, FailureCode } from './call-failed.ts';

/** Codes that have words of their own. */
type Said = Extract<
  FailureCode,
  | 'unreachable'
  | 'unreadable'
  | 'unauthenticated'
  | 'password_change_required'
  | 'wrong_credentials'
  | 'too_many_requests'
  | 'forbidden'
  | 'not_found'
  | 'stale'
  | 'invalid_request'
  | 'body_too_large'
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
  password_change_required: 'theirs',
  wrong_credentials: 'theirs',
  too_many_requests: 'theirs',
  forbidden: 'theirs',
  not_found: 'theirs',
  stale: 'theirs',
  invalid_request: 'ours',
  body_too_large: 'theirs',
  store_unavailable: 'ours',
  engine_unavailable: 'ours',
  starting: 'theirs',
  shutting_down: 'theirs',
  internal: 'ours',
};

/** Why a call failed, in the page's language; for what is rare, in the API's own words. With its number where we have to look. */
export function problemWords({ code, message, details }: CallFailed, t: TFunction): string {
  const why = isSaid(code) ? t(`problem.why.${code}`) : message;
  const isTheirs = isSaid(code) && said[code] === 'theirs';
  return details.requestId === undefined || isTheirs
    ? why
    : `${why} ${t('problem.request', { id: details.requestId })}`;
}

const isSaid = (code: FailureCode): code is Said => Object.hasOwn(said, code);
