import type { TFunction } from 'i18next';
import type { CallFailed } from './call-failed.ts';

/**
 * What is wrong with a field, in words; undefined: nothing that the API told.
 *
 * @param pointer JSON pointer (RFC 6901) of the field in the body, such as `/phone`; what lies below it counts
 * @param said what to say of it instead of what all fields say
 */
export type FaultAt = (pointer: string, said?: string) => string | undefined;

const codes = ['too_small', 'too_big', 'invalid_type', 'invalid_format'] as const;

/** Hands out what the API found wrong with the body of a request, each at its field. */
export const faultsOf =
  (failure: CallFailed | null, t: TFunction): FaultAt =>
  (pointer, said) => {
    const fault = failure?.details.errors?.find(
      ({ in: place, pointer: of }) => place === 'body' && (of === pointer || of.startsWith(`${pointer}/`)),
    );
    if (!fault) return undefined;
    return said ?? t(`problem.fault.${codes.find((code) => code === fault.code) ?? 'other'}`);
  };
