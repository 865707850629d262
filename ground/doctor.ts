import { table } from './table.ts';
import { examineParts } from './examine-parts.ts';
import type { PartState } from './part-state.ts';
import { say } from './say.ts';

const marks: Readonly<Record<PartState['state'], string>> = {
  healthy: 'healthy',
  found: 'found',
  stopped: 'not running',
  unwell: 'UNWELL',
  missing: 'missing',
};

/**
 * `nixflow doctor`: every part, found where, which version, healthy or what to do. Starts, installs and changes nothing.
 *
 * @returns exit code: 1 if a part that `npm start` needs is unwell or cannot be had
 */
export async function doctor(args: string[]): Promise<number> {
  const parts = await examineParts();
  if (args.includes('--json')) {
    process.stdout.write(`${JSON.stringify(parts, null, 2)}\n`);
  } else {
    const rows = parts.map(({ part, state, version, where, todo }) => [part, marks[state], version, todo ?? where]);
    say.line(`\n${table(['part', 'state', 'version', 'where, or what to do'], rows)}\n`);
  }
  return parts.some(({ state, neededFor }) => state === 'unwell' || (state === 'missing' && neededFor === 'start'))
    ? 1
    : 0;
}
