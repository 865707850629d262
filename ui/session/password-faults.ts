import type { FieldError } from '#domain/contracts/problem';
import { FEWEST_CHARACTERS } from '#domain/people/password-length';
import type { TFunction } from 'i18next';

/** What the server says of a password, by the code of the field's error. */
const faults = [
  'password_too_short',
  'password_too_long',
  'password_is_address',
  'password_is_old',
  'password_well_known',
  'password_wrong',
] as const;
type Fault = (typeof faults)[number];

/** What is wrong with a field, in the page's language; undefined if nothing is. */
export function faultOf(pointer: string, errors: readonly FieldError[], t: TFunction): string | undefined {
  const error = errors.find((candidate) => candidate.pointer === pointer);
  if (!error) return undefined;
  const code = faults.find((fault) => fault === error.code);
  return code === undefined ? error.message : say(code, t);
}

/** What is wrong with a new password that was typed twice, as far as the page can tell. */
export function judgeTyped(password: string, again: string, t: TFunction): { password?: string; again?: string } {
  if (Array.from(password).length < FEWEST_CHARACTERS) return { password: say('password_too_short', t) };
  return password === again ? {} : { again: t('signIn.change.differs') };
}

function say(fault: Fault, t: TFunction): string {
  return t(`signIn.fault.${fault}`, { count: FEWEST_CHARACTERS });
}
