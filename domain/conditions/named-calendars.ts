/**
 * Ids of the calendars whose hours are asked for, each once, in one condition or in anything that holds conditions.
 *
 * What newer code wrote is looked into as well; a question it knows and this code does not needs no calendar here.
 */
export function namedCalendars(written: unknown): readonly string[] {
  const ids = new Set<string>();
  const parts: unknown[] = [written];
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue;
    if ('field' in part && part.field === 'openHours' && 'value' in part && typeof part.value === 'string')
      ids.add(part.value);
    parts.push(...(Object.values(part) as unknown[]));
  }
  return [...ids];
}
