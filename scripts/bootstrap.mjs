/**
 * Entry of every npm script: `node scripts/bootstrap.mjs <command> [arguments]`.
 *
 * Plain Node without packages, so that it runs in a fresh clone: it checks Node, installs the locked packages when they
 * are missing or others, generates the database client, and hands over to `ground/entries/<command>.ts` or to a program.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { requireNode } from './bootstrap/require-node.mjs';
import { installPackages } from './bootstrap/install-packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command = 'start', ...args] = process.argv.slice(2);
/** They read the command line themselves. */
const programs = new Map([
  ['bench', join(root, 'bench', 'main.ts')],
  ['chaos', join(root, 'chaos', 'main.ts')],
  ['pictures', join(root, 'scripts', 'pictures', 'main.ts')],
]);
const program = programs.get(command);
const entry = program ?? join(root, 'ground', 'entries', `${command}.ts`);

/** Everything said here goes to stderr: the CLI's stdout is JSON for machines. */
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

if (!/^[a-z-]+$/.test(command) || !existsSync(entry)) {
  say(`There is no command "${command}". Known: start, dev, test, build, gates, cli, bench, chaos, pictures.`);
  process.exit(2);
}

requireNode(say);
await installPackages(root, say);
const { generateClient } = await import('../store/generate-client.mjs');
await generateClient({ log: say });

const { register } = await import('tsx/esm/api');
register();
if (program !== undefined) {
  process.argv = [process.argv0, program, ...args];
  await import(pathToFileURL(program).href);
  process.exit();
}
/** @type {{ run: (args: string[]) => Promise<number> }} */
const { run } = await import(pathToFileURL(entry).href);
process.exit(await run(args));
