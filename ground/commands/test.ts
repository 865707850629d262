import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MissingPart } from '../missing-part.ts';
import { checkout, dataDir } from '../paths.ts';
import { readResults } from '../read-test-results.ts';
import { say, since } from '../say.ts';
import { startTestStack, type RunningStack } from '../test-stack.ts';
import { table } from '../table.ts';

/** A part of the tests that could not run here, as `testkit/requirements` notes it. */
interface NotRun {
  readonly part: string;
  readonly why: string;
  readonly command: string;
}

/**
 * `npm test [-- vitest's arguments]`: start the servers, run vitest, say what could not run here, and close with
 * `N passed, N failed` alone on the last line.
 */
export async function run(args: string[]): Promise<number> {
  const began = Date.now();
  let running: RunningStack | undefined;
  try {
    running = needsServers(args) ? await startTestStack() : undefined;
  } catch (error) {
    say.fail(error instanceof Error ? error.message : String(error));
    if (error instanceof MissingPart) say.line(`    To have it: ${error.remedy}`);
    return 1;
  }
  if (running) say.done(`Servers of this run: ready (${since(began)}); logs and pictures in ${running.stack.dir}`);
  const dir = running?.stack.dir ?? mkdtempSync(join(tmpdir(), 'nixflow-test-'));
  const results = join(dir, 'results.json');
  const stopped = stopOnSignal(running);
  const code = await vitest([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`]);
  await Promise.race([running?.stop(), stopped]);
  const notRun = readNotRun(join(dir, 'not-run.jsonl'));
  mkdirSync(join(dataDir, 'test'), { recursive: true });
  writeFileSync(join(dataDir, 'test', 'not-run.json'), JSON.stringify(notRun, null, 2));
  if (notRun.length > 0) {
    const rows = notRun.map(({ part, why, command }) => [part, why, command]);
    process.stdout.write(`\nNot run on this machine:\n${table(['part', 'why', 'what changes it'], rows)}\n`);
  }
  const { passed, failed } = readResults(results, code);
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

function vitest(args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const entry = join(checkout, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [entry, 'run', ...args], { cwd: checkout, stdio: 'inherit' });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** On Ctrl-C vitest ends by itself (the terminal tells it too); we only have to stop the servers, once it has. */
function stopOnSignal(running: RunningStack | undefined): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        void (running?.stop() ?? Promise.resolve()).then(() => {
          resolve();
          process.exit(130);
        });
      });
    }
  });
}

function readNotRun(file: string): NotRun[] {
  if (!existsSync(file)) return [];
  const rows = readFileSync(file, 'utf8').trim().split('\n');
  return [...new Set(rows)].map((row) => JSON.parse(row) as NotRun);
}
