import { IANAZone } from 'luxon';
import { DAY, MINUTE, SECOND } from './milliseconds.ts';

/** From an instant on (ms), a zone's local time is UTC plus `offset` (ms). */
export interface OffsetSince {
  readonly since: number;
  readonly offset: number;
}

/**
 * The grid on which offsets are asked for. No zone of the IANA database (2025b) changed twice within 3.9 days (Freetown,
 * 1939), so that a step holds at most one change.
 */
const STEP = 3 * DAY;

/** A zone whose changes are looked up once per step of the grid and remembered. */
export interface ZoneOffsets {
  /** The offsets in force between two instants, oldest first; the first one's `since` is not after `from`. */
  within(from: number, to: number): OffsetSince[];
}

/** Offsets of an IANA zone, from the time-zone data of the machine. */
export function zoneOffsets(name: string): ZoneOffsets {
  const zone = IANAZone.create(name);
  const atGrid = new Map<number, number>();
  const changes = new Map<number, OffsetSince | null>();

  const ask = (at: number) => Math.round(zone.offset(at) * MINUTE);
  const offsetAt = (step: number) => remember(atGrid, step, () => ask(step * STEP));
  const changeIn = (step: number) =>
    remember(changes, step, () =>
      offsetAt(step) === offsetAt(step + 1) ? null : firstChange(step * STEP, (step + 1) * STEP, ask),
    );

  return {
    within(from, to) {
      const first = Math.floor(from / STEP);
      const found: OffsetSince[] = [{ since: first * STEP, offset: offsetAt(first) }];
      for (let step = first; step * STEP < to; step += 1) {
        const change = changeIn(step);
        if (change) found.push(change);
      }
      return found;
    },
  };
}

/** The second in (from, to] at which the offset is no longer the one at `from`. */
function firstChange(from: number, to: number, ask: (at: number) => number): OffsetSince {
  const before = ask(from);
  let [old, fresh] = [from, to];
  while (fresh - old > SECOND) {
    const middle = old + Math.floor((fresh - old) / 2 / SECOND) * SECOND;
    if (ask(middle) === before) old = middle;
    else fresh = middle;
  }
  return { since: fresh, offset: ask(fresh) };
}

function remember<V>(known: Map<number, V>, key: number, find: () => V): V {
  const value = known.get(key);
  if (value !== undefined) return value;
  const found = find();
  known.set(key, found);
  return found;
}
