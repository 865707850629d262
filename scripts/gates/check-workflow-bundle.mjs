/**
 * The gate on the built workflow bundle: `node scripts/gates/check-workflow-bundle.mjs FILE`. Exit code 1 and a list of what
 * is wrong, or 0 and one line.
 */
import { readFileSync } from 'node:fs';
import { judgeBundle } from './judge-bundle.mjs';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Which bundle? node scripts/gates/check-workflow-bundle.mjs FILE');
  process.exit(2);
}
const code = readFileSync(file, 'utf8');
const wrong = judgeBundle(code);
for (const sentence of wrong) console.error(sentence);
if (wrong.length === 0)
  console.log(`Workflow bundle: ${(code.length / 1e6).toFixed(2)} MB, the SDK and our own code, nothing else.`);
process.exitCode = wrong.length > 0 ? 1 : 0;
