import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestStack } from '#testkit/stack';
import { MissingPart } from '../missing-part.ts';
import { checkout, dataDir } from '../paths.ts';
import { readResults } from '../read-test-results.ts';
import { say, since } from '../say.ts';
import { startTestStack, stopTestStack } from '../test-stack.ts';
import { table } from '../table.ts';

/** A part of the tests that could not run here, as `testkit/requirements` notes it. */
interface NotRun {
  readonly part: string;
  readonly why: string;
  readonly command: string;
}

/**
 * `npm test [-- vitest's arguments]`: start the servers, run vitest, say what could not run here and what failed, and
 * close with `N passed, N failed` alone on the last line.
 */
export async function run(args: string[]): Promise<number> {
  const began = Date.now();
  const vitest = new Vitest();
  stopOnSignal(vitest);
  let stack: TestStack | undefined;
  try {
    stack = needsServers(args) ? await startTestStack() : undefined;
  } catch (error) {
    say.fail(error instanceof Error ? error.message : String(error));
    if (error instanceof MissingPart) say.line(`    To have it: ${error.remedy}`);
    return 1;
  }
  if (stack) say.done(`Servers of this run: ready (${since(began)}); logs and pictures in ${stack.dir}`);
  const folder = join(dataDir, 'test');
  mkdirSync(folder, { recursive: true });
  const results = join(stack?.dir ?? folder, 'results.json');
  rmSync(results, { force: true });
  const reporter = `--reporter=${join(checkout, 'ground', 'report-tests.ts')}`;
  const code = await vitest.run([...args, '--reporter=default', reporter, `--outputFile.json=${results}`]);
  await stopTestStack();
  const notRun = stack ? readNotRun(join(stack.dir, 'not-run.jsonl')) : [];
  writeFileSync(join(folder, 'not-run.json'), JSON.stringify(notRun, null, 2));
  if (notRun.length > 0) {
    const rows = notRun.map(({ part, why, command }) => [part, why, command]);
    process.stdout.write(`\nNot run on this machine:\n${table(['part', 'why', 'what changes it'], rows)}\n`);
  }
  const { passed, failed, failures } = readResults(results, code, checkout);
  if (failures.length > 0) process.stdout.write(`\nWhat failed:\n${failures.join('\n')}\n`);
  process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed\n`);
  return failed === 0 ? code : 1;
}

/** Unit tests alone need nothing started. */
function needsServers(args: readonly string[]): boolean {
  const projects = args.flatMap((arg, at) =>
    arg.startsWith('--project=') ? [arg.slice(10)] : arg === '--project' ? [args[at + 1]] : [],
  );
  return projects.length === 0 || projects.some((project) => project !== 'unit');
}

/** Vitest as a process of its own. */
class Vitest {
  #child: ChildProcess | undefined;
  #ended: Promise<number> = Promise.resolve(0);

  /** @returns its exit code */
  run(args: readonly string[]): Promise<number> {
    const entry = join(checkout, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [entry, 'run', ...args], { cwd: checkout, stdio: 'inherit' });
    this.#child = child;
    this.#ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
    return this.#ended;
  }

  /** End it, if it runs. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#ended;
  }
}

/** On Ctrl-C the tests end first, then their servers. */
function stopOnSignal(vitest: Vitest): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void vitest
        .stop()
        .then(stopTestStack)
        .finally(() => process.exit(130));
    });
  }
}

function readNotRun(file: string): NotRun[] {
  if (!existsSync(file)) return [];
  const rows = readFileSync(file, 'utf8').trim().split('\n');
  const byPart = new Map(rows.map((row) => JSON.parse(row) as NotRun).map((notRun) => [notRun.part, notRun]));
  return [...byPart.values()];
}
