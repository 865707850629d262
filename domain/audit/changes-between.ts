import type { AuditChange, AuditValue } from './acts.ts';

/** What somebody administers, as the audit log reads it. */
type Fields = Readonly<Record<string, AuditValue>>;

/** The fields that differ, in the order of their names. Lists are compared as sets. */
export function changesBetween(before: Fields, after: Fields): AuditChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return keyOf(from) === keyOf(to) ? [] : [{ field, from, to }];
  });
}

const keyOf = (value: AuditValue) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
