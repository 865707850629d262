import type { TFunction } from 'i18next';
import type { CallFailed } from '../../shared/calls/call-failed.ts';

const faults = ['https_required', 'issuer_not_answering'] as const;

/** What the server found at the issuer, in the page's language; undefined if it was not looked for there. */
export function issuerFault(failure: CallFailed | null, t: TFunction): string | undefined {
  const error = failure?.details.errors?.find(({ pointer }) => pointer === '/issuer');
  const code = faults.find((fault) => fault === error?.code);
  return code && t(`sso.issuerFault.${code}`);
}
