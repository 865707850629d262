import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Outcome
 * @property {string} name of the gate
 * @property {boolean} passed
 * @property {number} seconds
 * @property {string} output all that the tool said
 */

/**
 * A folder for the tools' caches, another one as soon as a rule or a tool changes: their own caches notice changed
 * files, not changed rules.
 *
 * @param {string} root
 * @param {boolean} fresh start without any cache; only this sees every effect that one file's types have on another
 */
export const cacheFolder = (root, fresh) => {
  const rules = readdirSync(join(root, 'scripts/lint-rules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs'))
    .sort()
    .map((file) => join('scripts/lint-rules', file));
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'eslint.config.js', '.prettierrc.json', ...rules])
    hash.update(readFileSync(join(root, file)));
  const all = join(root, '.data/cache/gates');
  const own = hash.digest('hex').slice(0, 16);
  mkdirSync(all, { recursive: true });
  for (const folder of readdirSync(all)) if (fresh || folder !== own) rmSync(join(all, folder), { recursive: true });
  return join(all, own);
};

/**
 * Run one gate to its end.
 *
 * @param {string} root folder that is judged
 * @param {string} cache
 * @param {import('./gates.mjs').Gate} gate
 * @returns {Promise<Outcome>}
 */
export const runGate = (root, cache, { name, command }) => {
  const [program = '', ...args] = command(cache);
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    let output = '';
    /** @param {boolean} passed */
    const end = (passed) => {
      resolve({ name, passed, seconds: (Date.now() - began) / 1000, output });
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.once('error', (error) => {
      output += `${program} did not start: ${error.message}`;
      end(false);
    });
    child.once('close', (code) => {
      end(code === 0);
    });
  });
};
