import { problemCodes, type ProblemCode } from '#domain/contracts/problem';
import type { Words } from '../shared/i18n/use-words.ts';

/** What a command about a ticket is refused with, as a rule. */
const common = ['forbidden', 'not_found', 'not_possible', 'stale', 'unknown_reference'] as const;
type Common = (typeof common)[number];

/** Why a job left a ticket as it was; for what is rare, in the API's own words. */
export function refusalWords(code: string, t: Words['t']): string {
  if (isCommon(code)) return t(`jobs.why.${code}`);
  return Object.hasOwn(problemCodes, code) ? problemCodes[code as ProblemCode].title : code;
}

const isCommon = (code: string): code is Common => common.some((one) => one === code);
