const isForced = (process.env['FORCE_COLOR'] ?? '0') !== '0';
const colour = (process.stderr.isTTY || isForced) && process.env['NO_COLOR'] === undefined;
const paint = (code: number, text: string) => (colour ? `\u001b[${String(code)}m${text}\u001b[0m` : text);

// A terminal or pipe that goes away must not end us before we have stopped what we started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const line = (text: string) => process.stderr.write(`${text}\n`);

/** Bold, where the terminal shows it. */
export const bold = (text: string): string => paint(1, text);

/** Dimmed, where the terminal shows it. */
export const dim = (text: string): string => paint(2, text);

/** What the ground tells the person who started it. All of it goes to stderr; stdout belongs to results. */
export const say = {
  /** A plain line. */
  line,
  /** Something was found, chosen or done. */
  done: (text: string) => line(`  ${paint(32, '✓')} ${text}`),
  /** Something takes a while. */
  busy: (text: string) => line(`  ${paint(36, '…')} ${text}`),
  /** Something is not as it should be, but work goes on. */
  warn: (text: string) => line(`  ${paint(33, '!')} ${text}`),
  /** Something cannot be done. */
  fail: (text: string) => line(`  ${paint(31, '✗')} ${text}`),
};

/** `1.4 s`, `2 min 05 s`: the time since an instant of `Date.now()`. */
export function since(began: number): string {
  const seconds = (Date.now() - began) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
}
