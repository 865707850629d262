import { availableParallelism, loadavg } from 'node:os';
import { burst, lateness } from './core/deadline-figures.ts';
import { lineOf, plain, showFigures, type Figure } from './core/figure.ts';
import { create, seen } from './core/opening-figures.ts';
import { history } from './core/ticket-history.ts';
import { memory } from './core/workflow-memory.ts';
import { withBenchStack, type BenchStack } from './stack.ts';

/** What is measured of the core, in the order of the table; the word starts it alone. */
const parts = { create, seen, lateness, burst, history, memory } as const satisfies Record<string, Part>;

type Part = (stack: BenchStack, scale: number) => Promise<Figure[]>;

/** Which parts to measure (all if none is named), and how much of each, 1 being what the goals are for. */
export interface CoreBench {
  readonly names: readonly (keyof typeof parts)[];
  readonly scale: number;
}

/**
 * Measure the core of the product against the same work done bare, both on one stack in one run: Temporal over PostgreSQL.
 * A goal that is missed is said, and is no error; a part that could not be measured is, once the others are done.
 */
export async function benchCore({ names, scale }: CoreBench, tell: (line: string) => void): Promise<string[]> {
  const figures: Figure[] = [];
  const loads: string[] = [];
  await withBenchStack(async (stack) => {
    for (const name of names) {
      const load = loadavg()[0]?.toFixed(1) ?? '';
      loads.push(`${name} ${load}`);
      tell(`${name} … (load ${load})`);
      try {
        const found = await parts[name](stack, scale);
        figures.push(...found);
        // Whoever has to stop it has these.
        for (const line of found.map(lineOf)) tell(`  ${line}`);
      } catch (error) {
        // What the other parts find out is worth having all the same.
        figures.push(plain(name, `NOT MEASURED: ${error instanceof Error ? error.message : String(error)}`));
        process.exitCode = 1;
      }
    }
  });
  const machine = `${String(availableParallelism())} cores; load as each part began, the one before still in it`;
  return [...showFigures(figures), `${machine}: ${loads.join(', ')}`];
}
/**
 * Read what stands behind `core`: parts by name, and `--scale` with a share from 0.01 to 1.
 *
 * @returns in words what is wrong, if something is
 */
export function readCoreBench(args: readonly string[]): CoreBench | string {
  const known = Object.keys(parts) as (keyof typeof parts)[];
  const at = args.indexOf('--scale');
  const scale = at === -1 ? 1 : Number(args[at + 1]);
  if (!(scale >= 0.01 && scale <= 1)) return '--scale takes a number from 0.01 to 1';
  const named = args.filter((_, index) => at === -1 || (index !== at && index !== at + 1));
  const unknown = named.find((name) => !known.some((part) => part === name));
  if (unknown !== undefined) return `There is no "${unknown}" in core; there are ${known.join(', ')}.`;
  return { names: named.length === 0 ? known : known.filter((part) => named.includes(part)), scale };
}
