import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFingerprint } from './build-fingerprint.ts';
import { checkout } from './paths.ts';
import { runCommand } from './run-command.ts';
import { say, since } from './say.ts';

const dist = join(checkout, 'dist');
/** A name of its own for each attempt: a killed one may still be writing. */
const makings = join(checkout, '.data', 'making');
const making = join(makings, `dist-${String(process.pid)}`);
const binary = (name: string) => join(checkout, 'node_modules', '.bin', name);

/**
 * Make the production build in `dist`, unless it is there and made from these very sources: compiled JavaScript of the
 * server rooms, SQL migrations, the workflow bundle, and the assets of the UI. Made beside and swapped in whole.
 *
 * @returns whether anything had to be built
 * @throws {Error} a step failed; with what it printed
 */
export async function build(): Promise<boolean> {
  const fingerprint = buildFingerprint();
  const stamp = join(dist, '.fingerprint');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  const began = Date.now();
  say.busy('Building (compiled JavaScript, workflow bundle, UI)');
  rmSync(makings, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(making, { recursive: true });
  await Promise.all([
    buildServer(),
    step('the UI', binary('vite'), ['build', '--outDir', join(making, 'ui'), '--logLevel', 'warn']),
  ]);
  writeFileSync(join(making, '.fingerprint'), fingerprint);
  rmSync(dist, { recursive: true, force: true });
  renameSync(making, dist);
  say.done(`Built (${since(began)})`);
  return true;
}

async function buildServer(): Promise<void> {
  await step('the server', binary('tsc'), ['-p', 'tsconfig.build.json', '--outDir', making]);
  writeFileSync(join(making, 'package.json'), packageOfBuild());
  cpSync(join(checkout, 'store', 'migrations'), join(making, 'store', 'migrations'), { recursive: true });
  const bundle = join(making, 'workflow-bundle.js');
  await step('the workflow bundle', process.execPath, [join(making, 'temporal', 'build-workflow-bundle.js'), bundle]);
  await step('the workflow bundle', process.execPath, [
    join(checkout, 'scripts/gates/check-workflow-bundle.mjs'),
    bundle,
  ]);
}

/**
 * The build has a package.json of its own, so that Node resolves `#store/…` within it to compiled files, while the same
 * import in a source file resolves to TypeScript. No flag or loader is needed to tell the two apart.
 */
function packageOfBuild(): string {
  const source = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    imports: Record<string, string>;
  };
  const imports = Object.entries(source.imports).map(([name, path]) => [name, path.replace(/\.ts$/, '.js')] as const);
  const { name, version } = source;
  return JSON.stringify({ name, version, type: 'module', imports: Object.fromEntries(imports) }, null, 2);
}

async function step(what: string, command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(command, args, { cwd: checkout, label: `building ${what}` });
  if (code !== 0) throw new Error(`Building ${what} failed:\n${output.trim()}`);
}
