/**
 * All gates, two at a time: `node scripts/gates/run-gates.mjs [--only NAME] [--fresh]`. One line per gate; a failed one is
 * followed by all its tool said. Exit code 1 if one failed, 2 if there is no such gate.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gates } from './gates.mjs';
import { cacheFolder, runGate } from './run-gate.mjs';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, fresh: { type: 'boolean', default: false } },
});
const only = values.only ?? gates.map(({ name }) => name);
const unknown = only.find((name) => !gates.some((gate) => gate.name === name));
if (unknown !== undefined) {
  console.error(`There is no gate "${unknown}". Known: ${gates.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const root = join(import.meta.dirname, '../..');
const cache = cacheFolder(root, values.fresh);
const waiting = gates.filter(({ name }) => only.includes(name));
let failed = 0;

const work = async () => {
  for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
    const { name, passed, seconds, output } = await runGate(root, cache, gate);
    console.log(`${passed ? '✓' : '✗'} ${name.padEnd(9)} ${seconds.toFixed(1).padStart(5)} s`);
    if (passed) continue;
    failed += 1;
    console.log(output.trim().replace(/^/gm, '    '));
  }
};
await Promise.all([work(), work()]);
process.exitCode = failed > 0 ? 1 : 0;
