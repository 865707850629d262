/**
 * Check the deployment files with the tools made for them: `node ops/check-deployment.mjs`, with `--self-test` also
 * whether each check notices a planted mistake.
 *
 * Plain Node. Tools are fetched once into `NIXFLOW_CACHE` (else `~/.cache/nixflow/tools`): Python 3 is needed, and Go,
 * which comes from PyPI where it is missing or old. One line per check; exit code 1 if anything is wrong.
 */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './check-deployment/checks.mjs';
import { plants } from './check-deployment/plants.mjs';
import { getTools } from './check-deployment/tools.mjs';

const checkout = join(dirname(fileURLToPath(import.meta.url)), '..');
const cacheHome = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
const cache = process.env['NIXFLOW_CACHE'] ?? join(cacheHome, 'nixflow', 'tools');
const deploymentFiles = ['Dockerfile', '.dockerignore', 'docker-compose.yml', '.env.example', 'k8s', 'ops'];

const say = (/** @type {string} */ text) => console.log(text);
const scratch = mkdtempSync(join(tmpdir(), 'nixflow-check-'));
// nginx, started by root, gives its workers another user, who must get in.
chmodSync(scratch, 0o755);
let folders = 0;
let failures = 0;

/** @param {string} sign @param {string} name @param {number} began */
function report(sign, name, began) {
  say(`${sign} ${name.padEnd(40)} ${((Date.now() - began) / 1_000).toFixed(1).padStart(5)} s`);
}

/** @param {string} prefix */
function newFolder(prefix) {
  const folder = join(scratch, `${prefix}-${(folders += 1)}`);
  mkdirSync(folder);
  return folder;
}

/**
 * @param {string} name
 * @param {string} root
 * @param {import('./check-deployment/tools.mjs').Tools} tools
 */
async function problemsOf(name, root, tools) {
  const check = checks[name];
  if (!check) throw new Error(`There is no check "${name}".`);
  return check({ root, checkout, tools, scratch: newFolder('check') });
}

/** @param {import('./check-deployment/tools.mjs').Tools} tools */
async function checkAll(tools) {
  for (const name of Object.keys(checks)) {
    const began = Date.now();
    const problems = await problemsOf(name, checkout, tools);
    report(problems.length === 0 ? 'ok    ' : 'FAILED', name, began);
    for (const problem of problems) say(problem.replace(/^/gm, '       '));
    failures += problems.length;
  }
}

/** @param {import('./check-deployment/tools.mjs').Tools} tools */
async function checkTheChecks(tools) {
  say('Planted mistakes, each to be noticed:');
  for (const { check, file, from, to, complaint } of plants) {
    const began = Date.now();
    const root = newFolder('planted');
    for (const part of deploymentFiles) cpSync(join(checkout, part), join(root, part), { recursive: true });
    const sound = readFileSync(join(root, file), 'utf8');
    if (!sound.includes(from)) throw new Error(`The plant in ${file} has nothing to replace: ${from}`);
    writeFileSync(
      join(root, file),
      sound.replace(from, () => to),
    );
    const noticed = (await problemsOf(check, root, tools)).some((problem) => complaint.test(problem));
    report(
      noticed ? 'ok    ' : 'UNSEEN',
      `${file.slice(file.lastIndexOf('/') + 1)}: ${from.trim()}`.slice(0, 40),
      began,
    );
    if (!noticed) failures += 1;
  }
}

const began = Date.now();
try {
  const tools = await getTools(cache, say);
  report('ok    ', 'tools', began);
  await checkAll(tools);
  if (process.argv.includes('--self-test')) await checkTheChecks(tools);
} catch (error) {
  failures += 1;
  say(error instanceof Error ? error.message : String(error));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
report(
  failures === 0 ? 'ok    ' : 'FAILED',
  failures === 0 ? 'deployment' : `deployment: ${failures} problem(s)`,
  began,
);
process.exitCode = failures === 0 ? 0 : 1;
