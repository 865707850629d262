import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [link]
 */

/**
 * Packages of a lockfile, by folder.
 *
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined} undefined if the file cannot be read
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Say in words why the installed packages are not the locked ones; undefined if they are.
 *
 * npm keeps a second lockfile of what it has put into node_modules. Comparing the two takes milliseconds and holds for
 * an install by hand as well, whatever its flags were. Packages for other platforms are optional and may be missing.
 *
 * @param {Record<string, LockedPackage> | undefined} locked
 * @param {Record<string, LockedPackage> | undefined} installed
 * @returns {string | undefined}
 */
export function whyInstall(locked, installed) {
  if (!locked) return 'package-lock.json is missing';
  if (!installed) return 'no packages are installed yet';
  for (const [folder, { version, optional }] of Object.entries(locked)) {
    if (folder === '' || installed[folder]?.version === version) continue;
    if (optional && installed[folder] === undefined) continue;
    const name = folder.replace(/^.*node_modules\//, '');
    return `${name} ${version} is locked, ${installed[folder]?.version ?? 'none'} is installed`;
  }
  return undefined;
}

/**
 * Install the locked packages unless they are there.
 *
 * Install scripts stay off: no package here needs one, and a package that grows one does not get to run it.
 *
 * @param {string} root folder of package.json
 * @param {(text: string) => void} say
 */
export async function installPackages(root, say) {
  const why = whyInstall(
    readLock(join(root, 'package-lock.json')),
    readLock(join(root, 'node_modules', '.package-lock.json')),
  );
  if (!why) return;
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  say(`Installing packages (${why}) …`);
  const beat = setInterval(() => say(`  … still installing (${seconds()})`), 15_000);
  const code = await npmCi(root);
  clearInterval(beat);
  if (code !== 0) {
    say('The packages could not be installed; what npm said stands above. Try: npm ci --ignore-scripts');
    process.exit(1);
  }
  say(`Packages installed (${seconds()}).`);
}

/**
 * @param {string} root
 * @returns {Promise<number>} npm's exit code
 */
function npmCi(root) {
  // npm tells its scripts where it lives; without it (plain `node scripts/bootstrap.mjs`) the one on PATH serves.
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, rest] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
