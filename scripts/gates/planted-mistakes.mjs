/**
 * Proof that the gates are alive: copies the checkout, plants one mistake per rule, runs every gate in the copy and looks
 * for the right words. `node scripts/gates/planted-mistakes.mjs`; takes about a minute. Exit code 1 if a mistake went by
 * unseen, or if something right was taken for a mistake.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gates } from './gates.mjs';
import { plants } from './plants.mjs';
import { runGate } from './run-gate.mjs';

const root = join(import.meta.dirname, '../..');
const left = /^(?:node_modules|\.git|\.data|dist[^/]*|\.env)$/;
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

const copy = mkdtempSync(join(tmpdir(), 'nixflow-planted-'));
let unseen = 0;
try {
  cpSync(root, copy, { recursive: true, filter: (path) => !left.test(relative(root, path)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const all = plants({ manifest: read('package.json'), lock: read('package-lock.json') });
  for (const { files } of all)
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }

  for (const gate of gates) {
    const { passed, output, seconds } = await runGate(copy, join(copy, '.data/cache'), gate);
    const planted = all.filter((plant) => plant.gate === gate.name);
    const missed = planted.filter(
      ({ word, silence }) =>
        (word !== undefined && !new RegExp(word, 'm').test(output)) ||
        (silence !== undefined && new RegExp(silence, 'm').test(output)),
    );
    const isAlive = !passed && missed.length === 0 && planted.length > 0;
    console.log(
      `${isAlive ? '✓' : '✗'} ${gate.name.padEnd(9)} ${planted.length} planted, ${missed.length} missed, ${seconds.toFixed(1)} s`,
    );
    if (isAlive) continue;
    unseen += 1;
    for (const { files, word, silence } of missed)
      console.log(
        `    ${Object.keys(files).join(', ')}: ${word === undefined ? `said ${silence ?? ''}` : `never said ${word}`}`,
      );
    if (process.argv.includes('--verbose')) console.log(output);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exitCode = unseen > 0 ? 1 : 0;
