/** Figures of many measurements, in milliseconds. */
export interface Distribution {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The figures of these measurements; percentiles by nearest rank, so each is a measurement that was made. */
export function distributionOf(milliseconds: readonly number[]): Distribution {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** `p50 12 ms, p99 40 ms, max 61 ms (n = 200)`. */
export const describeDistribution = ({ count, p50, p99, max }: Distribution): string =>
  `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}, max ${milliseconds(max)} (n = ${count})`;

/** Milliseconds for reading: three digits that count. */
export function milliseconds(value: number): string {
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
