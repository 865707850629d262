/** The rows of a list as their reader has them before them. */
export interface SteadyRows {
  /** Which list: another one begins anew. */
  readonly list: string;
  /** By number, in the order in which they stand. */
  readonly order: readonly number[];
}

/**
 * The rows to show when a list has been read again: those that stand there stay where they are, whatever their place would be
 * now; what is gone goes; what comes behind all of them, such as a further page, is put there. The rest waits.
 *
 * @returns the same object if nothing changes
 */
export function keepSteady(shown: SteadyRows | null, list: string, read: readonly number[]): SteadyRows {
  if (shown?.list !== list || shown.order.length === 0) {
    return shown?.list === list && read.length === 0 ? shown : { list, order: read };
  }
  const places = new Map(read.map((number, at) => [number, at]));
  const stay = shown.order.filter((number) => places.has(number));
  const last = Math.max(-1, ...stay.map((number) => places.get(number) ?? -1));
  const behind = read.slice(last + 1);
  const order = stay.length === 0 ? read : [...stay, ...behind];
  const isSame = order.length === shown.order.length && order.every((number, at) => number === shown.order[at]);
  return isSame ? shown : { list, order };
}

/** How many were read and are not shown. */
export function countWaiting({ order }: SteadyRows, read: readonly number[]): number {
  const shown = new Set(order);
  return read.filter((number) => !shown.has(number)).length;
}
