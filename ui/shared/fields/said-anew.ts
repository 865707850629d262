import type { SaidValue } from './field-input.tsx';

type Said = Readonly<Record<string, SaidValue>>;

/**
 * What of custom fields is to be written: what differs. What stays as it was is not sent, for it may be what nobody can
 * say any more: a choice that is out of use, somebody who is gone.
 */
export const saidAnew = (said: Said, before: Said) =>
  Object.fromEntries(
    Object.entries(said)
      .filter(([id, value]) => JSON.stringify(value) !== JSON.stringify(before[id] ?? null))
      .map(([id, value]) => [id, copyOf(value)] as const),
  );

/** What stood before in those custom fields that are to be written; null where nothing did. */
export const sawOf = (written: Said, before: Said) =>
  Object.fromEntries(Object.keys(written).map((id) => [id, copyOf(before[id] ?? null)] as const));

const copyOf = (value: SaidValue) => (typeof value === 'object' && value !== null ? [...value] : value);
