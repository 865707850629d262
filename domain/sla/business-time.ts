import type { Calendar } from './calendar.ts';
import { DAY } from './milliseconds.ts';
import { BLOCK, instantAfter, openBefore, openingBlock, type OpeningBlock } from './opening-block.ts';
import { openingRules } from './opening-rules.ts';
import { zoneOffsets, type ZoneOffsets } from './zone-offsets.ts';

/** Arithmetic on one calendar's opening hours. Instants and amounts are whole ms. */
export interface BusinessTime {
  /** Business ms from `start` until `end`; instants in the wrong order are an error, not a negative number. */
  between(start: number, end: number): number | 'end_before_start';
  /** The earliest instant at which `ms` (≥ 0) of business time have passed since `start`: it may be a closing. */
  add(start: number, ms: number): number | 'never_opens';
}

/** Whoever waits for five centuries waits for ever: an absurd calendar costs half a second, not the rest of the day. */
const LONGEST_WAIT = 500 * 366 * DAY;
/** A century and a half of blocks; more are worked out anew rather than kept. */
const KEPT_BLOCKS = 2000;
const KEPT_CALENDARS = 500;

const zones = new Map<string, ZoneOffsets>();
const byText = new Map<string, BusinessTime>();
const byObject = new WeakMap<Calendar, BusinessTime>();

/**
 * Business time by a calendar, or around the clock (`null`).
 *
 * What was worked out is remembered, by object and by content: a calendar read anew from the database costs one
 * serialisation. The answers depend on the arguments and the machine's time-zone data alone.
 */
export function businessTime(calendar: Calendar | null): BusinessTime {
  if (calendar === null) return AROUND_THE_CLOCK;
  const known = byObject.get(calendar);
  if (known) return known;
  const text = JSON.stringify(calendar);
  const time = byText.get(text) ?? countOpeningHours(calendar);
  if (byText.size >= KEPT_CALENDARS) byText.clear();
  byText.set(text, time);
  byObject.set(calendar, time);
  return time;
}

const AROUND_THE_CLOCK: BusinessTime = {
  between: (start, end) => (end < start ? 'end_before_start' : end - start),
  add: (start, ms) => (ms <= LONGEST_WAIT ? start + ms : 'never_opens'),
};

function countOpeningHours(calendar: Calendar): BusinessTime {
  const rules = openingRules(calendar);
  const zone = zones.get(calendar.timeZone) ?? zoneOffsets(calendar.timeZone);
  zones.set(calendar.timeZone, zone);
  const blocks = new Map<number, OpeningBlock>();

  const blockAt = (number: number): OpeningBlock => {
    const known = blocks.get(number);
    if (known) return known;
    if (blocks.size >= KEPT_BLOCKS) blocks.clear();
    const block = openingBlock(number, rules, zone);
    blocks.set(number, block);
    return block;
  };

  return {
    between(start, end) {
      if (end < start) return 'end_before_start';
      const first = Math.floor(start / BLOCK);
      const last = Math.floor(end / BLOCK);
      let open = -openBefore(blockAt(first), start);
      for (let number = first; number < last; number += 1) open += blockAt(number).total;
      return open + openBefore(blockAt(last), end);
    },
    add(start, ms) {
      if (ms <= 0) return start;
      let number = Math.floor(start / BLOCK);
      let left = ms + openBefore(blockAt(number), start);
      const last = Math.min(start + LONGEST_WAIT, (rules.lastDay + 2) * DAY) / BLOCK;
      for (; number <= last; number += 1) {
        const block = blockAt(number);
        if (left <= block.total) return instantAfter(block, left);
        left -= block.total;
      }
      return 'never_opens';
    },
  };
}
