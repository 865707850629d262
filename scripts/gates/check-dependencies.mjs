/**
 * The dependency gate: `node scripts/gates/check-dependencies.mjs [folder of package.json]`. Exit code 1 and a list of what
 * is wrong, or 0 and one line.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judgeDependencies } from './judge-dependencies.mjs';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../..'));
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** @type {{ packages: Record<string, import('./judge-dependencies.mjs').LockedPackage> }} */
const { packages } = read('package-lock.json');
const wrong = judgeDependencies({
  manifest: read('package.json'),
  packages,
  licenceOf: (folder) => {
    try {
      const { license } = read(join(folder, 'package.json'));
      return typeof license === 'string' ? license : license?.type;
    } catch {
      return undefined;
    }
  },
});

for (const sentence of wrong) console.error(sentence);
const counted = Object.keys(packages).length - 1;
console.log(
  wrong.length > 0 ? `${wrong.length} objections to ${counted} packages.` : `${counted} packages, no objection.`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
