/** When something was read, how far a clock was then, and where the next page begins, by that clock. */
const READINGS: ReadonlySet<string> = new Set(['now', 'usedMs', 'next', 'pageParams']);

const most = 12;

/**
 * Where two replies differ, as `/tickets/3/status: "open", is "pending"`, but for what only says when they were read.
 *
 * @param shown what a page shows
 * @param afresh what is so
 */
export function differingFields(shown: unknown, afresh: unknown): string[] {
  const found = [...differences(shown, afresh, '')];
  return found.length > most ? [...found.slice(0, most), `and ${String(found.length - most)} more`] : found;
}

function* differences(shown: unknown, afresh: unknown, path: string): Generator<string> {
  if (isObject(shown) && isObject(afresh) && Array.isArray(shown) === Array.isArray(afresh)) {
    for (const key of new Set([...Object.keys(shown), ...Object.keys(afresh)])) {
      if (!READINGS.has(key)) yield* differences(shown[key], afresh[key], `${path}/${key}`);
    }
  } else if (!Object.is(shown, afresh)) {
    yield `${path}: ${inShort(shown)}, is ${inShort(afresh)}`;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const inShort = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120));
