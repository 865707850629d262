type Fields = Readonly<Record<string, unknown>>;

/**
 * Which fields do not say any more what somebody saw in them. Lists of words are compared as sets; of things inside things
 * only what was named is looked at.
 */
export const changedSince = (seen: Fields, now: Fields): string[] =>
  Object.keys(seen).filter((name) => !isAsSeen(seen[name], now[name]));

function isAsSeen(seen: unknown, now: unknown): boolean {
  if (Array.isArray(seen)) return Array.isArray(now) && areAsSeen(seen, now);
  if (isFields(seen)) return isFields(now) && changedSince(seen, now).length === 0;
  return seen === undefined || (seen ?? null) === (now ?? null);
}

function areAsSeen(seen: readonly unknown[], now: readonly unknown[]): boolean {
  if (seen.length !== now.length) return false;
  const areWords = [...seen, ...now].every((one) => typeof one === 'string');
  const [before, after] = areWords ? [seen.toSorted(), now.toSorted()] : [seen, now];
  return before.every((one, at) => isAsSeen(one, after[at]));
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
