import type { FieldDefinition, FieldValue } from './definition.ts';
import { isUuid } from '../is-uuid.ts';

/** Longer ones are no fields, but messages. */
const LONGEST_TEXT = 5_000;

/** What was written, as it is kept (null: nothing), or what is wrong with it, in words. */
export type JudgedValue =
  { readonly value: FieldValue | null; readonly fault?: never } | { readonly fault: string; readonly value?: never };

/**
 * Judge what somebody wrote into a field. Pure; whether what a lookup names is there, is for whoever has the database.
 *
 * @param held what the field has now: a choice that is not offered any more stays where it was chosen
 */
export function judgeValue(
  { kind, options }: Pick<FieldDefinition, 'kind' | 'options'>,
  written: unknown,
  held: unknown = null,
): JudgedValue {
  if (written === null) return { value: null };
  switch (kind) {
    case 'text':
      return judgeText(written);
    case 'number':
      return judgeNumber(written, options);
    case 'date':
      return isDay(written) ? { value: written } : { fault: 'is not a day, like 2026-11-28' };
    case 'choice':
      return isOffered(written, options, held) ? { value: written } : { fault: 'is not one of the choices' };
    case 'multi_choice':
      return judgeSome(written, options, held);
    case 'checkbox':
      return typeof written === 'boolean' ? { value: written } : { fault: 'is neither true nor false' };
    case 'lookup': {
      const id = typeof written === 'string' ? written.toLowerCase() : '';
      return isUuid(id) ? { value: id } : { fault: 'is not an id' };
    }
  }
}

function judgeText(written: unknown): JudgedValue {
  if (typeof written !== 'string') return { fault: 'is not a text' };
  const text = written.trim();
  if (text.length > LONGEST_TEXT) return { fault: `is longer than ${String(LONGEST_TEXT)} characters` };
  return { value: text === '' ? null : text };
}

function judgeNumber(written: unknown, { min, max }: FieldDefinition['options']): JudgedValue {
  if (typeof written !== 'number' || !Number.isFinite(written)) return { fault: 'is not a number' };
  if (min !== undefined && written < min) return { fault: `is less than ${String(min)}` };
  if (max !== undefined && written > max) return { fault: `is more than ${String(max)}` };
  // There is one zero.
  return { value: written === 0 ? 0 : written };
}

function judgeSome(written: unknown, options: FieldDefinition['options'], held: unknown): JudgedValue {
  if (!Array.isArray(written) || !written.every((code) => isOffered(code, options, held))) {
    return { fault: 'is not a list of the choices' };
  }
  const codes = [...new Set(written)].sort();
  return { value: codes.length === 0 ? null : codes };
}

const isOffered = (code: unknown, { choices = [] }: FieldDefinition['options'], held: unknown): code is string =>
  choices.some((choice) => choice.code === code && (choice.isActive || isHeld(code, held)));

const isHeld = (code: unknown, held: unknown): boolean => (Array.isArray(held) ? held.includes(code) : held === code);

/** A day that there is, in the calendar that everybody uses. */
function isDay(written: unknown): written is string {
  if (typeof written !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(written)) return false;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written);
}
