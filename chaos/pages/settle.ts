import { setTimeout as wait } from 'node:timers/promises';
import { differingFields } from './differing-fields.ts';
import type { Difference } from './pages-plan.ts';

/** Something that a page knows. */
export interface Shown {
  /** The page, and what of it. */
  readonly what: string;
  /** As the page shows it now. */
  shown(): unknown;
  /** As the API says it now to the same person. */
  afresh(): Promise<unknown>;
}

interface Pace {
  /** How long the page has after the last change; ms. */
  readonly withinMs: number;
  readonly everyMs: number;
  /** A desk that goes on changing is not waited for any longer; ms. */
  readonly mostMs: number;
}

const usualPace: Pace = { withinMs: 15_000, everyMs: 750, mostMs: 150_000 };

/**
 * Wait until all pages show what is so, at one moment.
 *
 * Clocks and flows go on: what changes meanwhile gives its page time anew.
 *
 * @returns what was shown otherwise for too long
 */
export async function settle(all: readonly Shown[], pace: Partial<Pace> = {}): Promise<Difference[]> {
  const { withinMs, everyMs, mostMs } = { ...usualPace, ...pace };
  const began = Date.now();
  const quiet = new Map<Shown, { readonly reply: unknown; readonly since: number }>();
  const overdue = new Map<Shown, Difference>();

  async function compare(one: Shown): Promise<boolean> {
    const reply = await one.afresh();
    const before = quiet.get(one);
    const isSame = before !== undefined && differingFields(before.reply, reply).length === 0;
    const { since } = isSame ? before : { since: Date.now() };
    if (!isSame) quiet.set(one, { reply, since });
    const fields = differingFields(one.shown(), reply);
    const now = Date.now();
    if (fields.length > 0 && (now - since > withinMs || now - began > mostMs))
      overdue.set(one, { what: one.what, fields });
    return fields.length === 0;
  }
  for (;;) {
    const left = all.filter((one) => !overdue.has(one));
    const isEqual = await Promise.all(left.map(compare));
    if (left.every((one, at) => isEqual[at] === true || overdue.has(one))) return [...overdue.values()];
    await wait(everyMs);
  }
}
