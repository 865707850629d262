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

const said: Record<Said, true> = {
  unreachable: true,
  unreadable: true,
  unauthenticated: true,
  password_change_required: true,
  wrong_credentials: true,
  too_many_requests: true,
  forbidden: true,
  not_found: true,
  stale: true,
  invalid_request: true,
  body_too_large: true,
  store_unavailable: true,
  engine_unavailable: true,
  starting: true,
  shutting_down: true,
  internal: true,
};

/** Why a call failed, in the page's language; for what is rare, in the API's own words. With the number under which it is logged. */
export function problemWords({ code, message, details }: CallFailed, t: TFunction): string {
  const why = isSaid(code) ? t(`problem.why.${code}`) : message;
  return details.requestId === undefined ? why : `${why} ${t('problem.request', { id: details.requestId })}`;
}

const isSaid = (code: FailureCode): code is Said => Object.hasOwn(said, code);
