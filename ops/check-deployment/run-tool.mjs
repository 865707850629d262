import { spawn } from 'node:child_process';
import { mkdtempSync, closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Run a program to its end and hand back what it said, both streams in order.
 *
 * Output goes through one file, so that lines of both streams stay in the order in which they were written.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, limitSeconds?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 if there is no such program, 124 past the limit
 */
export async function runTool(command, args, { cwd, env, limitSeconds = 60 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'nixflow-tool-'));
  const file = join(folder, 'output');
  const sink = openSync(file, 'w');
  try {
    const code = await new Promise((/** @type {(code: number) => void} */ resolve) => {
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', sink, sink],
        timeout: limitSeconds * 1_000,
      });
      child.once('error', () => resolve(127));
      child.once('exit', (exitCode) => resolve(exitCode ?? 124));
    });
    return { code, output: readFileSync(file, 'utf8').trim() };
  } finally {
    closeSync(sink);
    rmSync(folder, { recursive: true, force: true });
  }
}
