import type { TFunction } from 'i18next';
import { mail } from '../catalogue/mail.ts';

const reasons = [
  'bounce',
  'report',
  'own',
  'duplicate',
  'automatic',
  'blocked',
  'tried_too_often',
  'file_missing',
  'no_sender',
  'empty',
  'too_large',
  'too_many_parts',
  'too_deep',
  'too_many_lines',
  'headers_too_large',
  'malformed',
] as const;
const classes = ['ordinary', 'auto-reply', 'bounce', 'report', 'bulk', 'own'] as const;

/** Why a mail made no ticket, or could not be read; a code that this page does not know stands for itself. */
export function reasonWords(code: string, t: TFunction): string {
  const known = reasons.find((reason) => reason === code);
  return known === undefined ? code : t(`mail.reason.${known}`);
}

/** What kind of mail it is. */
export function classWords(code: string, t: TFunction): string {
  const known = classes.find((kind) => kind === code);
  return known === undefined ? code : t(`mail.class.${known}`);
}

/** By what it was told of which kind a mail is. */
export const signWords = (code: string, t: TFunction): string => (isSign(code) ? t(`mail.classReason.${code}`) : code);

const isSign = (code: string): code is keyof typeof mail.en.classReason => Object.hasOwn(mail.en.classReason, code);
