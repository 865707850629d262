import type { Windows } from './windows.ts';

/** Whoever uses a million addresses is not stopped by remembering them; the memory of the process is. */
const mostKeys = 50_000;

/** Count in this process alone: what there is while Redis is away, and enough for one process. Keeps the newest 50,000 keys. */
export function windowsInMemory(now: () => number = Date.now): Windows {
  const all = new Map<string, Tries>();
  return {
    take({ key, id, most, windowMs }) {
      const at = now();
      const tries = all.get(key) ?? new Tries();
      tries.dropUntil(at - windowMs);
      const isFull = tries.count >= most;
      if (!isFull) tries.add(id, at);
      // Anew, so that the map stays in the order of use.
      all.delete(key);
      all.set(key, tries);
      if (all.size > mostKeys) all.delete(all.keys().next().value ?? key);
      const freesMs = Math.max(1, (tries.oldest ?? at) + windowMs - at);
      return Promise.resolve({ waitMs: isFull ? freesMs : 0, left: Math.max(0, most - tries.count), freesMs });
    },
    giveBack(key, id) {
      all.get(key)?.giveBack(id);
      return Promise.resolve();
    },
    forget(key) {
      all.delete(key);
      return Promise.resolve();
    },
  };
}

/** The tries of one key in the order in which they came. Each is touched when it comes and when it goes, and never between. */
class Tries {
  readonly #takenAt = new Map<string, number>();
  /** Their ids, those from `#first` on; some of them were given back. */
  #order: string[] = [];
  #first = 0;

  get count(): number {
    return this.#takenAt.size;
  }

  /** When the first was taken, ms; undefined: there is none. */
  get oldest(): number | undefined {
    for (; this.#first < this.#order.length; this.#first += 1) {
      const at = this.#takenAt.get(this.#order[this.#first] ?? '');
      if (at !== undefined) return at;
    }
    return undefined;
  }

  add(id: string, at: number): void {
    this.#takenAt.set(id, at);
    this.#order.push(id);
  }

  giveBack(id: string): void {
    this.#takenAt.delete(id);
  }

  /** Drop those taken at this instant or before. */
  dropUntil(instant: number): void {
    for (let { oldest } = this; oldest !== undefined && oldest <= instant; { oldest } = this) {
      this.#takenAt.delete(this.#order[this.#first] ?? '');
    }
    if (this.#first * 2 <= this.#order.length) return;
    this.#order = this.#order.slice(this.#first);
    this.#first = 0;
  }
}
