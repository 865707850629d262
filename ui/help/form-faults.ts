import { writtenRequest } from '#domain/contracts/help-form';
import type { FieldError } from '#domain/contracts/problem';
import type { TFunction } from 'i18next';
import type { DraftText } from './draft.ts';

/** The fields in the order in which they stand. */
export const FIELDS = ['name', 'email', 'subject', 'body'] as const;
/** One of them. */
export type Field = (typeof FIELDS)[number];

/** What is wrong with fields, in words. */
export type Faults = Readonly<Partial<Record<Field, string>>>;

/** What is wrong with what was written, by the contract that the server reads it with. */
export function judgeWritten(text: DraftText, t: TFunction): Faults {
  const { error } = writtenRequest.safeParse({ ...text, email: text.email.trim() });
  return faultsOf(error?.issues.map(({ path, code }) => ({ pointer: `/${path.join('/')}`, code })) ?? [], text, t);
}

/** What the server found wrong with fields of the form; of each field the first. */
export function faultsOf(
  errors: readonly Pick<FieldError, 'pointer' | 'code'>[],
  text: DraftText,
  t: TFunction,
): Faults {
  const found = FIELDS.map((field) => {
    const error = errors.find(({ pointer }) => pointer === `/${field}`);
    return error ? [[field, say(field, error.code, text, t)] as const] : [];
  });
  return Object.fromEntries(found.flat());
}

function say(field: Field, code: string, text: DraftText, t: TFunction): string {
  if (code === 'own_address') return t('help.fault.ownAddress');
  if (code === 'too_big') return t('help.fault.tooLong', { count: writtenRequest.shape[field].maxLength ?? 0 });
  if (text[field].trim() === '' || code === 'too_small') return t(`help.fault.${field}`);
  return t(field === 'email' ? 'help.fault.notAddress' : 'help.fault.unreadable');
}
